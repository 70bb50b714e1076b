public import Dates
public import Discovery
public import Postgres
import SQL

/// What the current cards of a city hash to.
public struct CatalogueFingerprint: Sendable, Hashable {
  /// Over all of the current cards but their add-ons.
  public var hash: Int64
  /// Over the add-ons of the current cards.
  public var addOnsHash: Int64
  /// The number of current cards.
  public var spaces: Int

  fileprivate init(_ row: Row) throws {
    hash = try row.get("catalogue_hash")
    addOnsHash = try row.get("add_ons_hash")
    spaces = Int(try row.get("spaces", as: Int32.self))
  }
}

extension Connection {
  /// Makes Almanac's copy of a city, its categories, add-ons and cards equal the source.
  ///
  /// Idempotent; changed spaces get new cards. Needs a transaction of one snapshot: cards that were
  /// made from a later state than was hashed would pass for those of the earlier one. Throws
  /// `CatalogueError` when the city has more add-ons than there are bits.
  public func syncCatalogue(
    cityID number: Int32, slug: String, currency: Currency, at instant: Instant
  ) async throws -> CatalogueFingerprint {
    let cityID = Parameter.int4(number)
    try await execute(Query.syncCity.statement, [cityID, .int2(Int16(currency.exponent))])
    let kept = try await query(Query.sourceHash.statement, [cityID])[0]
    let present: Int64 = try kept.get("present")
    if try kept.get("stored", as: Int64?.self) == present { return try CatalogueFingerprint(kept) }
    try await makeCards(cityID: cityID, slug: slug, at: instant)
    return try CatalogueFingerprint(
      try await query(Query.keepCatalogue.statement, [cityID, .int8(present)])[0])
  }

  /// What the current cards of a city hash to; nil before the first are made.
  public func catalogueFingerprint(cityID: Int32) async throws -> CatalogueFingerprint? {
    try await query(Query.cataloguePrints.statement, [.int4(cityID)]).first
      .map { try CatalogueFingerprint($0) }
  }

  /// Makes a city's categories, add-ons and cards equal the source; needs a transaction.
  private func makeCards(cityID: Parameter, slug: String, at instant: Instant) async throws {
    try await execute(Query.syncCategories.statement, [cityID])
    do {
      try await execute(Query.freeAddOns.statement, [cityID])
      try await execute(Query.syncAddOns.statement, [cityID])
    } catch let error as PostgresError where error.constraint == "add_on_bit_check" {
      throw CatalogueError.tooManyAddOns(city: slug)
    }
    try await preferHashJoins()
    _ = try await query(Query.syncCards.statement, [cityID, .timestamptz(instant)])
    try await run(script: Query.allowNestedLoops.sql, name: Query.allowNestedLoops.name)
  }

  /// Until the transaction ends, plans nested loops only where nothing else works.
  func preferHashJoins() async throws {
    try await run(script: Query.preferHashJoins.sql, name: Query.preferHashJoins.name)
  }
}
