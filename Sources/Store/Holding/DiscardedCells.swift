public import Dates
public import Postgres
import SQL

/// Dates of a city whose newer versions a person has discarded: what is live is known to be old.
public struct DiscardedCells: Sendable, Hashable {
  /// The city's slug.
  public var city: String
  /// Whether their end was discarded, the city being gone from the source.
  public var isEnd: Bool
  /// The first of the dates.
  public var from: LocalDate
  /// The last of the dates.
  public var to: LocalDate
  /// How many they are.
  public var cells: Int
  /// Since when.
  public var discardedAt: Instant
}

extension Connection {
  /// What was discarded and has not been superseded since, by city, from each city's today on.
  public func discardedCells(
    at instant: Instant, today: LocalDate? = nil
  ) async throws -> [DiscardedCells] {
    try await query(
      Query.discardedCells.statement, [.timestamptz(instant), .optional(today)]
    ).map { row in
      DiscardedCells(
        city: try row.get("slug"), isEnd: try row.get("is_end"), from: try row.get("first_date"),
        to: try row.get("last_date"), cells: try row.count("cells"),
        discardedAt: try row.get("discarded_at"))
    }
  }
}
