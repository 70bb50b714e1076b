public import Dates
public import Postgres
import SQL

/// What distinguishes a version of a cell from an earlier one.
public struct CellComparison: Sendable, Hashable {
  /// How many of the spaces that both versions list differ, by field.
  public struct Fields: Sendable, Hashable {
    /// The price.
    public var price = 0
    /// The available units.
    public var units = 0
    /// The capacity.
    public var capacity = 0
    /// The add-ons that are offered.
    public var addOns = 0
    /// The rating.
    public var rating = 0
    /// The category.
    public var category = 0
    /// Where the space is.
    public var place = 0
    /// Nothing but what the card alone tells, such as a name.
    public var details = 0

    /// No difference.
    public init() {}
  }

  /// The local date.
  public var date: LocalDate
  /// The later version.
  public var version: Int32
  /// The number of spaces in the earlier version.
  public var rowsBefore: Int
  /// The number of spaces in the later version.
  public var rowsAfter: Int
  /// Whether the earlier version's day is open.
  public var wasOpen: Bool
  /// Whether the later version's day is open.
  public var isOpen: Bool
  /// Whether the later version's day is closed by a holiday.
  public var isHoliday: Bool
  /// The spaces that only the later version lists.
  public var added: Int
  /// The spaces that only the earlier version lists.
  public var removed: Int
  /// Those of `removed` that a holiday closes.
  public var explained: Int
  /// The spaces that both list and of which something differs.
  public var changed: Int
  /// What differs of them.
  public var fields: Fields
  /// By which part of the old price half of the prices have moved at most; nil without a space
  /// that both list.
  public var medianPriceMove: Double?
  /// By which part of the old price 95 of 100 prices have moved at most.
  public var p95PriceMove: Double?

  /// A comparison in which nothing differs; see the properties.
  public init(date: LocalDate, version: Int32, rowsBefore: Int, rowsAfter: Int) {
    self.date = date
    self.version = version
    self.rowsBefore = rowsBefore
    self.rowsAfter = rowsAfter
    (wasOpen, isOpen, isHoliday) = (true, true, false)
    (added, removed, explained, changed) = (0, 0, 0, 0)
    fields = Fields()
  }
}

/// Two versions of a cell.
public struct VersionPair: Sendable, Hashable {
  /// The later version.
  public var version: Int32
  /// The earlier version.
  public var earlier: Int32

  /// A pair; see the properties.
  public init(version: Int32, earlier: Int32) {
    self.version = version
    self.earlier = earlier
  }
}

extension Connection {
  /// Compares versions of a city's cells with earlier ones, by date; each later version once.
  public func compareCells(
    _ pairs: [VersionPair], cityID: Int32
  ) async throws -> [CellComparison] {
    guard !pairs.isEmpty else { return [] }
    return try await query(
      Query.compareCells.statement,
      [.int4(cityID), .int4Array(pairs.map(\.version)), .int4Array(pairs.map(\.earlier))]
    ).map(CellComparison.init)
  }
}

extension CellComparison {
  fileprivate init(_ row: Row) throws {
    self.init(
      date: try row.get("date"), version: try row.get("version"),
      rowsBefore: Int(try row.get("rows_before", as: Int32.self)),
      rowsAfter: Int(try row.get("rows_after", as: Int32.self)))
    wasOpen = try row.get("was_open")
    isOpen = try row.get("is_open")
    isHoliday = try row.get("is_holiday")
    added = try row.number("added")
    removed = try row.number("removed")
    explained = try row.number("explained")
    changed = try row.number("changed")
    fields.price = try row.number("price")
    fields.units = try row.number("units")
    fields.capacity = try row.number("capacity")
    fields.addOns = try row.number("add_ons")
    fields.rating = try row.number("rating")
    fields.category = try row.number("category")
    fields.place = try row.number("place")
    fields.details = try row.number("details")
    medianPriceMove = try row.get("median_move")
    p95PriceMove = try row.get("p95_move")
  }
}

extension Row {
  /// An `int8` column as a native integer.
  func number(_ name: String) throws -> Int { Int(try get(name, as: Int64.self)) }
}
