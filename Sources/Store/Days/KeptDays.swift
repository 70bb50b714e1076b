public import Dates
public import Postgres
import SQL

/// What a day is to those who build cells of it.
public struct DayMark: Sendable, Hashable {
  /// The hash of the day.
  public var hash: Int64
  /// What the holidays of the date and of the day after it hash to.
  public var holidaysHash: Int64
  /// Whether the city offers anything on the day, unless a scope says otherwise.
  public var isOpen: Bool
  /// The largest number of price rules that any space meets on the day.
  public var priceSteps: Int

  /// A mark; see the properties.
  public init(hash: Int64, holidaysHash: Int64, isOpen: Bool, priceSteps: Int) {
    self.hash = hash
    self.holidaysHash = holidaysHash
    self.isOpen = isOpen
    self.priceSteps = priceSteps
  }
}

extension Connection {
  /// The days that the live cells of some dates were built on; a date without a live cell has none.
  public func keptDays(cityID: Int32, dates: [LocalDate]) async throws -> [LocalDate: DayMark] {
    let rows = try await query(
      Query.keptDays.statement, [.int4(cityID), .dateArray(dates)])
    return Dictionary(
      try rows.map { row in
        let mark = DayMark(
          hash: try row.get("day_hash"), holidaysHash: try row.get("calendars_hash"),
          isOpen: try row.get("is_open"),
          priceSteps: Int(try row.get("price_steps", as: Int32.self)))
        return (try row.get("date"), mark)
      }
    ) { first, _ in first }
  }
}
