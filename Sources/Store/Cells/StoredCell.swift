public import Dates

/// A built version of a city and date.
public struct StoredCell: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The version, unique within the city.
  public var version: Int32
  /// What it was built from; nil for a live version of which nothing but the pointer is left.
  public var ledger: Ledger?
  /// The number of its result rows.
  public var rowCount: Int32
  /// The version that was live when it was built.
  public var baseVersion: Int32?
}
