public import Dates
public import Expansion
public import Postgres
public import Store

/// What looks at built versions before any reader sees them.
public protocol VersionCheck: Sendable {
  /// Where a version, built on the city's date `today`, first differs from what the source gives
  /// now; nil when nowhere.
  func difference(
    of cell: BuiltCell, city: City, today: LocalDate, on connection: Connection
  ) async throws -> VersionDifference?
}

/// A field in which a built version is not what the source gives.
public struct VersionDifference: Sendable, Hashable {
  /// The path of the field, such as `items[3].price.amount_minor`.
  public var field: String
  /// What the source gives.
  public var expected: String
  /// What was built.
  public var built: String

  /// A difference of all its parts.
  public init(field: String, expected: String, built: String) {
    self.field = field
    self.expected = expected
    self.built = built
  }
}
