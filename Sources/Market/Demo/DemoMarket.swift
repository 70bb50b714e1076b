public import Postgres
import SQL

/// A synthetic market in the source tables.
public enum DemoMarket {
  /// Creates the tables if need be and fills them, a city a transaction.
  ///
  /// A city of an earlier demo is replaced whole, and one of the same slug that no demo has made only
  /// where `replacesForeign`; other cities stay. The same settings write the same rows. Memory does
  /// not grow with the market. Answers the number of rows written.
  ///
  /// - Throws: ``DemoError/foreignCities(_:)``, before anything is written.
  public static func fill(
    _ settings: DemoSettings, replacesForeign: Bool = false, on connection: Connection,
    progress: @Sendable (MarketProgress) -> Void = { _ in }
  ) async throws -> [SourceRelation: Int] {
    try await SourceTables.create(on: connection)
    if !replacesForeign { try await requireOwn(settings, on: connection) }
    var written: [SourceRelation: Int] = [:]
    for city in DemoCity.all(settings) {
      progress(
        MarketProgress(
          city: city.facts.slug, citiesDone: city.index, cities: settings.cities, step: "writing",
          rows: written[.space] ?? 0))
      let counts = try await connection.transaction { connection in
        try await write(city, on: connection)
      }
      written.merge(counts, uniquingKeysWith: +)
    }
    return written
  }

  /// Throws when a city of the market is there that no demo has made: its venues or spaces bear other
  /// numbers.
  private static func requireOwn(
    _ settings: DemoSettings, on connection: Connection
  ) async throws {
    let cities = DemoCity.all(settings)
    let rows = try await connection.query(
      Statement(.foreignCities),
      [
        .textArray(cities.map(\.facts.slug)), .int8Array(cities.map(\.ids.lowerBound)),
        .int8Array(cities.map(\.ids.upperBound)),
      ])
    guard rows.isEmpty else {
      throw DemoError.foreignCities(try rows.map { try $0.get("slug") })
    }
  }

  private static func write(
    _ city: DemoCity, on connection: Connection
  ) async throws -> [SourceRelation: Int] {
    let cityID = try await SourceTables.claim(city.facts, on: connection)
    try await connection.execute(Statement(.clearCity), [.int4(cityID)])
    var counts: [SourceRelation: Int] = [.city: 1]
    for relation in SourceRelation.allCases where relation != .city {
      let rows = DemoRows(city: city, cityID: cityID, relation: relation)
      counts[relation] = try await SourceTables.copy(rows.chunks, into: relation, on: connection)
    }
    return counts
  }
}
