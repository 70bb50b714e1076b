import Dates
@testable import Discovery
import Postgres
import SQL
@testable import Store
import TestSupport
import Testing

/// How the server runs each statement that the API can send, in a city of 50,000 spaces.
@Suite struct LargePlanTests {
  private static let date = LocalDate(dayNumber: 20_808)
  /// Tables that grow; the catalogue of cities is read whole where all cities are asked for.
  private static let growing = [
    "result", "result_block", "card", "cell", "cell_facets", "cell_live", "city_check",
    "generation", "day",
  ]

  private static let filters: [(String, @Sendable (inout DiscoveryQuery) -> Void)] = [
    ("none", { _ in }), ("category", { $0.categories = ["category-1", "category-2"] }),
    ("add-ons", { $0.addOns = ["add-on-1", "add-on-2"] }),
    ("capacity", { $0.capacityMin = 9 }),
    (
      "price",
      {
        $0.priceMin = 2000
        $0.priceMax = 5000
      }
    ), ("radius", { $0.radiusMetres = 900 }),
  ]

  private func withPlans(_ body: @Sendable (Connection) async throws -> Void) async throws {
    try await TestCluster.shared().withDatabase(.large) { url in
      let connection = try await Connection.open(.patientReading(url: url))
      try await body(connection)
      await connection.close()
    }
  }

  /// Every table by an index, and of results nothing beyond the slice, which totals count again.
  private func check(_ plan: Plan, results limit: Int, _ name: String) {
    for table in Self.growing {
      for scan in plan.scans(of: table) {
        #expect(scan.type.hasPrefix("Index"), "\(table): \(name)")
        #expect(scan.condition.contains("city_id = "), "\(table): \(name)")
      }
    }
    for scan in plan.scans(of: "result") {
      #expect(scan.condition.contains("version = "), "\(name)")
    }
    #expect(plan.count("Gather") + plan.count("Gather Merge") == 0, "\(name)")
    #expect(plan.rowsRead(of: "result") <= limit, "\(name)")
  }

  @Test func `each sort with each filter reads a range of the key of its cell`() async throws {
    try await withPlans { connection in
      for sort in Sort.allCases {
        for (name, filter) in Self.filters {
          var query = DiscoveryQuery(city: "city-1", date: Self.date)
          query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
          query.sort = sort
          filter(&query)
          let plan = try await Plan.of(query, connection)
          let isPage = sort == .recommended && !query.isFiltered
          check(plan, results: isPage ? 21 : 60_000, "\(sort), \(name)")
        }
      }
    }
  }

  @Test func `later pages and other moments read the slice of their own version`() async throws {
    try await withPlans { connection in
      for sort in Sort.allCases {
        var query = DiscoveryQuery(city: "city-1", date: Self.date)
        query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
        query.sort = sort
        query.capacityMin = 3
        let first = try #require(try await connection.discover(query, after: nil))
        let last = try #require(first.rows.dropLast().last)
        let cell = try #require(first.cell)
        let cursor = Cursor(
          generation: cell.generation, place: last.place, total: 1, totalIsExact: true)
        let next = try await Plan.of(query, after: cursor, connection)
        check(next, results: 50_000, "\(sort), page 2")
        for moment in [ReadMoment.generation(4000), .instant(Instant(microseconds: .max / 2))] {
          check(
            try await Plan.of(query, at: moment, connection), results: 60_000, "\(sort), \(moment)")
        }
      }
    }
  }

  @Test func `a page deep in the recommended order costs what the first one costs`() async throws {
    try await withPlans { connection in
      var query = DiscoveryQuery(city: "city-1", date: Self.date)
      query.limit = 100
      var cursor: Cursor?
      for _ in 1...40 {
        let page = try #require(try await connection.discover(query, after: cursor))
        let cell = try #require(page.cell)
        let last = try #require(page.rows.prefix(100).last)
        cursor = Cursor(
          generation: cell.generation, place: last.place, total: 50_000, totalIsExact: true)
      }
      let plan = try await Plan.of(query, after: cursor, connection)
      // Those that tie with the cursor's place are read again.
      #expect((101...400).contains(plan.rowsRead(of: "result")))
    }
  }

  @Test func `details find each space by its key on each day`() async throws {
    try await withPlans { connection in
      let ids = (1_000_001...1_000_050).map(String.init).joined(separator: ",")
      let query = try SpacesQuery(QueryString("ids=\(ids)&date=2026-12-21"))
      let statement = SpaceFactsStatement.ordered(by: .recommended)
      let plan = try await Plan.of(statement, query.parameters(), connection)
      // Three days are open; each row is found by the key of ratings.
      #expect(plan.count("Seq Scan") == 0)
      #expect(plan.rowsRead(of: "result") == 3 * 50)
      // No join looks through all offers for each space and day.
      #expect(plan.rowsCompared <= 20_000, "\(plan.rowsCompared)")
      let prices = try await connection.query(statement, query.parameters()).map {
        try $0.get("offer_price_minor", as: Int64?.self)
      }
      #expect(prices.count == 50 && prices.allSatisfy { $0 != nil })
    }
  }

  @Test func `a page by distance reads what is near its beginning`() async throws {
    try await withPlans { connection in
      var query = DiscoveryQuery(city: "city-1", date: Self.date)
      query.near = ScaledPosition(latitude: 38.76, longitude: -9.04)
      query.sort = .distance
      query.limit = 20
      #expect(try await Plan.of(query, connection).rowsRead(of: "result") <= 3100)
      query.limit = 99
      var cursor: Cursor?
      for _ in 1...20 {
        let page = try #require(try await connection.discover(query, after: cursor))
        let cell = try #require(page.cell)
        let last = try #require(page.rows.prefix(99).last)
        cursor = Cursor(
          generation: cell.generation, place: last.place, total: 50_000, totalIsExact: true)
      }
      query.limit = 20
      let plan = try await Plan.of(query, after: cursor, connection)
      #expect(plan.rowsRead(of: "result") <= 5000, "\(plan.rowsRead(of: "result"))")
      #expect(plan.rowsRead(of: "result_block") <= 1000)
    }
  }

  @Test(arguments: Sort.allCases)
  func `what few rows pass is looked for in few rows`(sort: Sort) async throws {
    try await withPlans { connection in
      var query = DiscoveryQuery(city: "city-1", date: Self.date)
      query.near = ScaledPosition(latitude: 38.76, longitude: -9.04)
      query.sort = sort
      query.radiusMetres = 300
      query.addOns = ["add-on-1", "add-on-2", "add-on-3", "add-on-4"]
      query.categories = ["category-3"]
      let plan = try await Plan.of(query, connection)
      // The total is counted over 2,500 rows.
      #expect(plan.rowsRead(of: "result") <= 3500, "\(plan.rowsRead(of: "result"))")
    }
  }

  @Test func `facets, days and what the watch asks read by index`() async throws {
    try await withPlans { connection in
      let facets = try await Plan.of(
        Query.readFacets.statement,
        DiscoveryQuery(city: "city-1", date: Self.date).facetParameters(), connection)
      check(facets, results: 50_000, "facets")
      let stored = try await Plan.of(
        Query.readFacets.statement,
        DiscoveryQuery(city: "city-1", date: Self.date.adding(days: 1)).facetParameters(),
        connection)
      check(stored, results: 0, "stored facets")
      #expect(stored.rowsRead(of: "cell_facets") == 1)
      let days = try await Plan.of(
        Query.readDays.statement,
        [.text("city-1"), .date(Self.date), .date(Self.date.adding(days: 91))], connection)
      check(days, results: 0, "days")
      #expect(days.rowsRead(of: "cell") <= 92)
      let marks = try await Plan.of(Query.readMarks.statement, [], connection)
      #expect(marks.rowsRead(of: "generation") <= 1)
      let cities = try await Plan.of(Query.readCities.statement, [], connection)
      check(cities, results: 0, "cities")
    }
  }
}
