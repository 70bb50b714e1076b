/// A value that is never printed: descriptions, dumps and interpolation show only its name.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The environment variable that holds it, or nil when it was written out.
  public let variable: String?
  /// The value itself.
  public let revealed: String

  /// A secret from an environment variable, or written out.
  public init(_ revealed: String, variable: String? = nil) {
    self.revealed = revealed
    self.variable = variable
  }

  /// `${NAME}`, or `(secret)`.
  public var description: String { variable.map { "${\($0)}" } ?? "(secret)" }
  /// As `description`.
  public var debugDescription: String { description }
  /// No children, so that a dump shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Shape where Value == Secret {
  /// A secret: `${NAME}`, replaced from the environment when the file is read. Nowhere else is
  /// anything replaced.
  public static var secret: Shape {
    let noun = "a secret like ${ALMANAC_TOKEN}"
    return Shape<String>.scalar(noun, pattern: #"^\$\{[A-Z_][A-Z0-9_]*\}$"#) {
      text throws(Malformed) in
      let name = text.dropFirst(2).dropLast()
      let isName = name.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
      guard text.hasPrefix("${"), text.hasSuffix("}"), isName, !name.isEmpty else {
        throw Malformed(
          "is written out", hint: "keep secrets out of files: name a variable, ${NAME}")
      }
      return String(name)
    }.map { name, reading in
      guard let value = reading.environment[name.value], !value.isEmpty else {
        reading.error(
          ReadingCode.missingSecret, at: name.location,
          "the environment has no variable '\(name.value)'", hint: "set it before the program runs")
        return nil
      }
      return Secret(value, variable: name.value)
    }
  }
}
