public import Dates
public import Postgres
import SQL

extension Connection {
  /// When the freshest of the cities' cells of today last agreed with its inputs; nil when none is
  /// live. `now` decides what each city's today is.
  public func freshestToday(at now: Instant) async throws -> Instant? {
    let rows = try await query(Query.readFreshest.statement, [.timestamptz(now)])
    return try rows.first?.get("checked_as_of", as: Instant?.self)
  }
}
