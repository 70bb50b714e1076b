public import Dates
public import Discovery
public import Postgres
import SQL

/// What the current cards of a city hash to.
public struct CatalogueFingerprint: Sendable, Hashable {
  /// The hash over all current cards.
  public var hash: Int64
  /// The number of current cards.
  public var spaces: Int
}

extension Connection {
  /// Every city of the source, by slug.
  public func sourceCities() async throws -> [SourceCity] {
    try await query(Query.sourceCities.statement).map { row in
      SourceCity(
        cityID: try row.get("city_id"), slug: try row.get("slug"), name: try row.get("name"),
        country: try row.get("country"), subdivision: try row.get("subdivision"),
        timeZone: try row.get("time_zone"), currency: try row.get("currency"),
        latitude: try row.get("latitude"), longitude: try row.get("longitude"))
    }
  }

  /// Makes Almanac's copy of a city, its categories, add-ons and cards equal the source.
  ///
  /// Idempotent; changed spaces get new cards. Throws `CatalogueError` when the city has more
  /// add-ons than there are bits.
  public func syncCatalogue(
    cityID number: Int32, slug: String, currency: Currency, at instant: Instant
  ) async throws -> CatalogueFingerprint {
    let cityID = Parameter.int4(number)
    try await execute(Query.syncCity.statement, [cityID, .int2(Int16(currency.exponent))])
    let hashes = try await query(Query.sourceHash.statement, [cityID])[0]
    let present: Int64 = try hashes.get("present")
    if try hashes.get("stored", as: Int64?.self) != present {
      try await makeCards(cityID: cityID, slug: slug, at: instant)
      try await execute(Query.keepSourceHash.statement, [cityID, .int8(present)])
    }
    let row = try await query(Query.catalogueHash.statement, [cityID])[0]
    return CatalogueFingerprint(
      hash: try row.get("catalogue_hash"), spaces: Int(try row.get("spaces", as: Int32.self)))
  }

  /// Makes a city's categories, add-ons and cards equal the source.
  private func makeCards(cityID: Parameter, slug: String, at instant: Instant) async throws {
    try await execute(Query.syncCategories.statement, [cityID])
    do {
      try await execute(Query.syncAddOns.statement, [cityID])
    } catch let error as PostgresError where error.constraint == "add_on_bit_check" {
      throw CatalogueError.tooManyAddOns(city: slug)
    }
    _ = try await query(Query.syncCards.statement, [cityID, .timestamptz(instant)])
  }
}
