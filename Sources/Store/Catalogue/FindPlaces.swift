public import Postgres
import SQL

extension Connection {
  /// The slug of the city that has a space; empty when there is no such space.
  public func cities(ofSpace spaceID: Int64) async throws -> [String] {
    try await query(Query.findSpace.statement, [.int8(spaceID)]).map { try $0.get("slug") }
  }

  /// The slugs of the cities that have a venue of this number.
  public func cities(ofVenue venueID: Int64) async throws -> [String] {
    try await query(Query.findVenue.statement, [.int8(venueID)]).map { try $0.get("slug") }
  }
}
