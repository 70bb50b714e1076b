public import Postgres
import SQL

/// A synthetic market in the source tables.
public enum DemoMarket {
  /// What was written.
  public struct Report: Hashable, Sendable, Codable {
    /// Cities.
    public var cities = 0
    /// Venues.
    public var venues = 0
    /// Spaces.
    public var spaces = 0
    /// Add-ons of spaces.
    public var spaceAddOns = 0
    /// Bookings.
    public var bookings = 0
    /// Price overrides.
    public var priceOverrides = 0
  }

  /// Creates the tables if need be and fills them, a city a transaction.
  ///
  /// A city of the same slug is replaced whole; other cities stay. The same settings write the same
  /// rows. Memory does not grow with the market.
  public static func fill(
    _ settings: DemoSettings, on connection: Connection,
    progress: @Sendable (MarketProgress) -> Void = { _ in }
  ) async throws -> Report {
    try await SourceTables.create(on: connection)
    var report = Report()
    for city in DemoCity.all(settings) {
      progress(
        MarketProgress(
          city: city.facts.slug, citiesDone: city.index, cities: settings.cities, step: "writing",
          rows: report.spaces))
      let counts = try await connection.transaction { connection in
        try await write(city, on: connection)
      }
      report.add(counts)
    }
    return report
  }

  private static func write(
    _ city: DemoCity, on connection: Connection
  ) async throws -> [SourceRelation: Int] {
    let cityID = try await SourceTables.claim(city.facts, on: connection)
    try await connection.execute(Statement(.clearCity), [.int4(cityID)])
    var counts: [SourceRelation: Int] = [:]
    for relation in SourceRelation.allCases where relation != .city {
      let rows = DemoRows(city: city, cityID: cityID, relation: relation)
      counts[relation] = try await SourceTables.copy(rows.chunks, into: relation, on: connection)
    }
    return counts
  }
}

extension DemoMarket.Report {
  fileprivate mutating func add(_ counts: [SourceRelation: Int]) {
    cities += 1
    venues += counts[.venue] ?? 0
    spaces += counts[.space] ?? 0
    spaceAddOns += counts[.spaceAddOn] ?? 0
    bookings += counts[.booking] ?? 0
    priceOverrides += counts[.priceOverride] ?? 0
  }
}
