public import Postgres
import SQL

extension Connection {
  /// The slug of the city that has a space; empty when there is no such space.
  public func cities(ofSpace spaceID: Int64) async throws -> [String] {
    try await query(Query.findSpace.statement, [.int8(spaceID)]).map { try $0.get("slug") }
  }

  /// Which of some venues and spaces a city has.
  public func places(
    cityID: Int32, venues: [Int64], spaces: [Int64]
  ) async throws -> (venues: Set<Int64>, spaces: Set<Int64>) {
    guard !venues.isEmpty || !spaces.isEmpty else { return ([], []) }
    let row = try await query(
      Query.layeredPlaces.statement, [.int4(cityID), .int8Array(venues), .int8Array(spaces)])[0]
    return (
      Set(try row.get("venues", as: [Int64?].self).compactMap { $0 }),
      Set(try row.get("spaces", as: [Int64?].self).compactMap { $0 })
    )
  }

  /// The categories of all spaces, if they are asked for, and which of some venues and spaces there
  /// are.
  public func namedPlaces(
    categories: Bool, venues: [Int64], spaces: [Int64]
  ) async throws -> (categories: Set<String>, venues: Set<Int64>, spaces: Set<Int64>) {
    guard categories || !venues.isEmpty || !spaces.isEmpty else { return ([], [], []) }
    let row = try await query(
      Query.namedPlaces.statement, [.bool(categories), .int8Array(venues), .int8Array(spaces)])[0]
    return (
      Set(try row.get("categories", as: [String?].self).compactMap(\.self)),
      Set(try row.get("venues", as: [Int64?].self).compactMap(\.self)),
      Set(try row.get("spaces", as: [Int64?].self).compactMap(\.self))
    )
  }

  /// The slugs of the cities that have a venue of this number.
  public func cities(ofVenue venueID: Int64) async throws -> [String] {
    try await query(Query.findVenue.statement, [.int8(venueID)]).map { try $0.get("slug") }
  }
}
