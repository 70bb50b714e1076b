public import Dates
public import Postgres
import SQL

extension Connection {
  /// Forgets pending changes of cities that the source has no more and what was held of those that
  /// it has again.
  ///
  /// Nothing that the ledgers say of a city is trusted once it has been away.
  public func noteDepartures() async throws {
    try await execute(Query.noteDepartures.statement)
  }

  /// Gives cities the slugs that the source calls them by; returns how many have another one now.
  ///
  /// A slug goes over to a city with something live only; who bore it before bears it with a tilde
  /// and its number from then on.
  @discardableResult
  public func syncSlugs() async throws -> Int {
    let row = try await query(Query.syncSlugs.statement)[0]
    return Int(try row.get("moved", as: Int32.self))
  }

  /// Notes that a city is unknown from now on, if the source has it no more and nothing of it is
  /// live; does nothing else.
  public func removeCity(_ cityID: Int32, at instant: Instant) async throws {
    try await execute(Query.removeCity.statement, [.int4(cityID), .timestamptz(instant)])
  }
}
