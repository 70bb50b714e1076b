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
}

/// The live dates of a city, in order.
public struct ListedDays: Sendable, Hashable {
  /// The ISO 4217 code of every price.
  public var currency: String
  /// The dates that are live.
  public var days: [ListedDay]
  /// The earliest instant of inputs among them; nil without dates.
  public var inputsAsOf: Instant?
}

extension Connection {
  /// The live dates of a city within a range, from its cells alone; nil when there is no such city.
  public func listedDays(city: String, _ range: DateRange) async throws -> ListedDays? {
    let rows = try await query(
      Query.readDays.statement, [.text(city), .date(range.first), .date(range.last)])
    guard let head = rows.first else { return nil }
    var listed = ListedDays(currency: try head.get("currency"), days: [])
    for row in rows {
      guard let date = try row.get("date", as: LocalDate?.self) else { break }
      let inputsAsOf = try row.get("inputs_as_of", as: Instant.self)
      listed.inputsAsOf = min(listed.inputsAsOf ?? inputsAsOf, inputsAsOf)
      listed.days.append(
        ListedDay(
          date: date, isOpen: try row.get("is_open"),
          holiday: try row.get("holiday", as: TextBytes?.self)?.bytes,
          rowCount: try row.get("row_count"), lowestPriceMinor: try row.get("lowest_price_minor")))
    }
    return listed
  }
}
