public import Calendars

/// Where a value comes from: its layer and its place.
public struct Origin: Hashable, Sendable {
  /// The layer, such as `job` or `city boston`; `calendar GB-SCT` for what a calendar says; `default`
  /// for what no file says.
  public var layer: String
  /// The place; nil for what no file says.
  public var location: SourceLocation?

  /// The origin in a layer at a place.
  public init(layer: String, location: SourceLocation?) {
    self.layer = layer
    self.location = location
  }

  /// What holds when no file speaks.
  static let standard = Origin(layer: "default", location: nil)
}

extension Origin: CustomStringConvertible {
  /// `city boston, Jobs/nightly.yml:14`.
  public var description: String { location.map { "\(layer), \($0)" } ?? layer }
}

/// One value of a day, where it comes from, and what it was decided over.
public struct Trace: Hashable, Sendable {
  /// A value that did not come to be.
  public struct Overridden: Hashable, Sendable {
    /// The value as its file writes it.
    public var value: String
    /// Where it comes from.
    public var origin: Origin
  }

  /// What the value is of: `hours`, `notice_days`, `capacity`, `price weekend`, `add_on breakfast`.
  public var subject: String
  /// The value as its file writes it.
  public var value: String
  /// Which entry says so, such as `weekly mon-fri` or `exception 12-24`.
  public var entry: String
  /// Where it comes from.
  public var origin: Origin
  /// What it was decided over, the nearest first.
  public var overrode: [Overridden] = []
}
