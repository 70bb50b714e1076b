public import Dates
public import Postgres
import SQL

/// A city that can be asked for, with the dates that are live.
public struct ListedCity: Sendable, Hashable {
  /// The name in requests.
  public var slug: String
  /// The name for people.
  public var name: String
  /// The ISO 3166-1 code of the country.
  public var country: String
  /// The ISO 3166-2 code of the subdivision, if any.
  public var subdivision: String?
  /// The IANA name of the time zone.
  public var timeZone: String
  /// The ISO 4217 code of all prices.
  public var currency: String
  /// Degrees north.
  public var latitude: Double
  /// Degrees east.
  public var longitude: Double
  /// The first and the last live date; nil when nothing is live.
  public var dates: DateRange?
  /// The number of live dates.
  public var cells: Int64
  /// The newest publication; 0 before the first.
  public var generation: Int64
  /// The version of the catalogue.
  public var catalogue: Int64
}

extension Connection {
  /// Every city with what is live of it, by slug.
  public func listedCities() async throws -> [ListedCity] {
    try await query(Query.readCities.statement).map { row in
      let first = try row.get("first_date", as: LocalDate?.self)
      let last = try row.get("last_date", as: LocalDate?.self)
      return ListedCity(
        slug: try row.get("slug"), name: try row.get("name"), country: try row.get("country"),
        subdivision: try row.get("subdivision"), timeZone: try row.get("time_zone"),
        currency: try row.get("currency"), latitude: try row.get("latitude"),
        longitude: try row.get("longitude"),
        dates: first.flatMap { first in last.flatMap { DateRange(first: first, last: $0) } },
        cells: try row.get("cells"), generation: try row.get("generation"),
        catalogue: try row.get("catalogue_version"))
    }
  }
}
