public import Dates
public import Postgres
import SQL

/// What a rollback did to a city.
public struct RolledBack: Sendable, Hashable {
  /// The publication; nil when everything was as it was then.
  public var generation: Int64?
  /// How many cells are other versions now.
  public var moved: Int
  /// How many cells are fixed now.
  public var pinned: Int
}

/// What a generation was to a city.
public struct GenerationStanding: Sendable, Hashable {
  /// The city.
  public var city: BuiltCity
  /// The city's own newest generation by then.
  public var generation: Int64
  /// Whether everything that was live of the city then is still there.
  public var isRetained: Bool
}

/// A city that Almanac has built.
public struct BuiltCity: Sendable, Hashable {
  /// The number that every table of the city begins with.
  public var cityID: Int32
  /// The name in requests and job files.
  public var slug: String
}

extension Connection {
  /// Makes live again what was live of some cities at `generation`, and pins it; under the lease of
  /// each, by one owner.
  ///
  /// One statement: either all of it is done or nothing. Cells that did not exist then stay, and so
  /// does a city whose lease is lost, which is missing from the answer.
  public func rollBack(
    _ leases: [Int32: Lease], owner: String, to generation: Int64, range: DateRange, runID: Int64,
    at instant: Instant
  ) async throws -> [Int32: RolledBack] {
    let leases = leases.sorted { $0.key < $1.key }
    let rows = try await query(
      Query.rollBackCells.statement,
      [
        .int4Array(leases.map(\.key)), .textArray(leases.map(\.value.resource)),
        .int8Array(leases.map(\.value.fence)), .uuid(owner), .int8(generation),
        .date(range.first), .date(range.last), .int8(runID), .timestamptz(instant),
      ])
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let done = RolledBack(
          generation: try row.get("generation"), moved: Int(try row.get("moved", as: Int32.self)),
          pinned: Int(try row.get("pinned", as: Int32.self)))
        return (try row.get("city_id"), done)
      })
  }

  /// What a generation was to each city, by slug; empty when there is no such generation.
  public func standing(of generation: Int64) async throws -> [GenerationStanding] {
    try await query(Query.generationStanding.statement, [.int8(generation)]).map { row in
      GenerationStanding(
        city: try BuiltCity(row), generation: try row.get("generation"),
        isRetained: try row.get("is_retained"))
    }
  }

  /// The newest generations that a city can go back to.
  public func retainedGenerations(cityID: Int32, limit: Int) async throws -> [Int64] {
    try await query(
      Query.retainedGenerations.statement, [.int4(cityID), .int4(Int32(limit))]
    ).map { try $0.get("generation") }
  }

  /// Frees the dates of a city that a rollback has fixed; returns how many.
  public func deletePins(cityID: Int32, range: DateRange) async throws -> Int {
    let row = try await query(
      Query.deletePins.statement, [.int4(cityID), .date(range.first), .date(range.last)])[0]
    return Int(try row.get("cells", as: Int32.self))
  }

  /// The cities that Almanac knows, by slug.
  public func builtCities() async throws -> [BuiltCity] {
    try await query(Query.builtCities.statement).map(BuiltCity.init)
  }
}

extension BuiltCity {
  fileprivate init(_ row: Row) throws {
    self.init(cityID: try row.get("city_id"), slug: try row.get("slug"))
  }
}
