public import Dates
public import Postgres
import SQL

extension Connection {
  /// The reason codes of the spaces that the live version of a cell leaves out, by space id.
  ///
  /// Empty when there is no cell, and for a day on which the whole city is closed.
  public func readExclusions(city: String, date: LocalDate) async throws -> [Int64: Int16] {
    let rows = try await query(Query.readExclusions.statement, [.text(city), .date(date)])
    return try rows.reduce(into: [:]) { reasons, row in
      reasons[try row.get("space_id")] = try row.get("reason", as: Int16.self)
    }
  }
}
