public import Postgres
import SQL

/// The cities that the source has, and those that it has no more.
public struct KnownCities: Sendable, Hashable {
  /// Every city that the source describes, by slug, then by number; each number once.
  public var present: [SourceCity] = []
  /// Those that it has no more and of which something is left here, by slug. While a row of the
  /// source lacks its number, nobody knows which those are, and there is none.
  public var gone: [SourceCity] = []
  /// The cities whose rows of the source cannot be used, by slug, then by number.
  public var faults: [CityFault] = []

  /// All that are described.
  public var all: [SourceCity] { present + gone }

  /// Whether the source, or Almanac, has a city of this slug.
  public func has(_ slug: String) -> Bool {
    all.contains { $0.slug == slug } || faults.contains { $0.slug == slug }
  }
}

/// A city that `source.city` does not describe.
public struct CityFault: Sendable, Hashable {
  /// The number; nil when it is what the row lacks.
  public var cityID: Int32?
  /// The slug; nil when the row has none.
  public var slug: String?
  /// What is wrong.
  public var error: CatalogueError

  /// What people call the city.
  public var name: String { CityFault.name(slug, cityID) }

  fileprivate static func name(_ slug: String?, _ cityID: Int32?) -> String {
    slug ?? cityID.map { "city \($0)" } ?? "a city"
  }
}

extension Connection {
  /// The cities that the source has, and those that it has no more.
  ///
  /// A row without a value that every city has, and a number in several rows, are faults of those
  /// cities alone; a column of another type makes every row unusable, and throws.
  public func knownCities() async throws -> KnownCities {
    let rows = try await query(Query.knownCities.statement).map(NamedCity.init)
    let counts = rows.reduce(into: [:]) { counts, row in counts[row.cityID, default: 0] += 1 }
    var seen: Set<Int32> = []
    var known = KnownCities()
    for row in rows {
      if let cityID = row.cityID, !seen.insert(cityID).inserted { continue }
      if let error = try row.fault(rows: counts[row.cityID] ?? 1) {
        known.faults.append(CityFault(cityID: row.cityID, slug: row.slug, error: error))
      } else if row.isGone {
        known.gone.append(try SourceCity(row.row))
      } else {
        known.present.append(try SourceCity(row.row))
      }
    }
    if known.faults.contains(where: { $0.cityID == nil }) { known.gone = [] }
    return known
  }
}

/// A row as it names its city, whatever else it lacks.
private struct NamedCity {
  let row: Row
  let cityID: Int32?
  let slug: String?
  let isGone: Bool

  init(_ row: Row) throws {
    self.row = row
    cityID = try row.get("city_id")
    slug = try row.get("slug")
    isGone = try row.get("is_gone")
  }

  /// What is wrong with the row, of which the city has so many.
  func fault(rows: Int) throws -> CatalogueError? {
    let name = CityFault.name(slug, cityID)
    if let cityID, rows > 1 {
      return .repeatedCity(city: name, cityID: cityID, rows: rows)
    }
    let required = [
      "city_id", "slug", "name", "country", "time_zone", "currency", "latitude", "longitude",
    ]
    return try required.first { try row.isNull($0) }.map { .missing(city: name, column: $0) }
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
