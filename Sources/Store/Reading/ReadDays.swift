public import Dates
public import Postgres
import SQL

/// A live date of a city in short.
public struct ListedDay: Sendable, Hashable {
  /// The date.
  public var date: LocalDate
  /// Whether the city is open at all.
  public var isOpen: Bool
  /// The JSON object of the holiday, if any.
  public var holiday: [UInt8]?
  /// The number of spaces on offer.
  public var rowCount: Int32
  /// The lowest price in minor units; nil when nothing is on offer.
  public var lowestPriceMinor: Int64?
  /// The generation that made it live.
  public var generation: Int64
  /// When it was built.
  public var builtAt: Instant
  /// The instant of the inputs that it was built from.
  public var inputsAsOf: Instant
  /// The instant at which a run last found it equal to its inputs.
  public var checkedAsOf: Instant
}

/// The live dates of a city, in order.
public struct ListedDays: Sendable, Hashable {
  /// The ISO 4217 code of every price.
  public var currency: String
  /// The city's newest publication; 0 before the first.
  public var generation: Int64
  /// The version of the city's catalogue.
  public var catalogue: Int64
  /// The dates that are live.
  public var days: [ListedDay] = []
}

extension Connection {
  /// The live dates of a city within a range, from its cells alone; nil when there is no such city.
  public func listedDays(city: String, _ range: DateRange) async throws -> ListedDays? {
    let rows = try await query(
      Query.readDays.statement, [.text(city), .date(range.first), .date(range.last)])
    guard let head = rows.first else { return nil }
    var listed = ListedDays(
      currency: try head.get("currency"), generation: try head.get("city_generation"),
      catalogue: try head.get("catalogue_version"))
    for row in rows {
      guard let date = try row.get("date", as: LocalDate?.self) else { break }
      listed.days.append(try ListedDay(date, row))
    }
    return listed
  }
}

extension ListedDay {
  fileprivate init(_ date: LocalDate, _ row: Row) throws {
    self.date = date
    isOpen = try row.get("is_open")
    holiday = try row.get("holiday", as: TextBytes?.self)?.bytes
    rowCount = try row.get("row_count")
    lowestPriceMinor = try row.get("lowest_price_minor")
    generation = try row.get("generation")
    builtAt = try row.get("built_at")
    inputsAsOf = try row.get("inputs_as_of")
    checkedAsOf = try row.get("checked_as_of")
  }
}
