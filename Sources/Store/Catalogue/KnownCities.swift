public import Postgres
import SQL

/// The cities that the source has, and those that it has no more.
public struct KnownCities: Sendable, Hashable {
  /// Every city of the source, by slug, then by number.
  public var present: [SourceCity]
  /// Those that it has no more and of which something is left here, by slug.
  public var gone: [SourceCity]

  /// All of them.
  public var all: [SourceCity] { present + gone }
}

extension Connection {
  /// The cities that the source has, and those that it has no more.
  public func knownCities() async throws -> KnownCities {
    let rows = try await query(Query.knownCities.statement).map { row in
      (city: try SourceCity(row), isGone: try row.get("is_gone", as: Bool.self))
    }
    return KnownCities(
      present: rows.filter { !$0.isGone }.map(\.city), gone: rows.filter(\.isGone).map(\.city))
  }
}

extension SourceCity {
  fileprivate init(_ row: Row) throws {
    self.init(
      cityID: try row.get("city_id"), slug: try row.get("slug"), name: try row.get("name"),
      country: try row.get("country"), subdivision: try row.get("subdivision"),
      timeZone: try row.get("time_zone"), currency: try row.get("currency"),
      latitude: try row.get("latitude"), longitude: try row.get("longitude"))
  }
}
