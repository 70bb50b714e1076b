/// Where a value of a day comes from: a layer, and the line of a file if one says it.
public struct DayOrigin: Hashable, Sendable, CustomStringConvertible {
  /// The layer, such as `job`, `city boston` or `calendar GB-SCT`; `default` for what no file says.
  public var layer: String
  /// The file, as its job names it.
  public var file: String?
  /// The line in the file, from 1.
  public var line: Int?

  /// An origin of all its parts.
  public init(layer: String, file: String?, line: Int?) {
    self.layer = layer
    self.file = file
    self.line = line
  }

  /// `Jobs/nightly.yml:14`, or the layer when no file says it.
  public var description: String {
    guard let file else { return layer }
    return line.map { "\(file):\($0)" } ?? file
  }
}
