public import Postgres
import SQL

/// A synthetic market in the source tables.
public enum DemoMarket {
  /// Creates the tables if need be and fills them, a city a transaction.
  ///
  /// A city of the same slug is replaced whole; other cities stay. The same settings write the same
  /// rows. Memory does not grow with the market. Answers the number of rows written.
  public static func fill(
    _ settings: DemoSettings, on connection: Connection,
    progress: @Sendable (MarketProgress) -> Void = { _ in }
  ) async throws -> [SourceRelation: Int] {
    try await SourceTables.create(on: connection)
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
