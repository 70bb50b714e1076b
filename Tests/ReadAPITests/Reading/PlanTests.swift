import Dates
@testable import Discovery
import Postgres
import SQL
@testable import Store
import TestSupport
import Testing

/// How the server runs the statement, as a generic plan and as the server chooses.
@Suite struct PlanTests {
  private static let filters: [String: @Sendable (inout DiscoveryQuery) -> Void] = [
    "none": { _ in },
    "category": { $0.categories = ["category-1", "category-2"] },
    "add-ons": { $0.addOns = ["add-on-1"] },
    "capacity": {
      $0.capacityMin = 3
      $0.capacityMax = 9
    },
    "price": {
      $0.priceMin = 2000
      $0.priceMax = 5000
    },
    "radius": { $0.radiusMetres = 900 },
  ]

  @Test(arguments: ["auto", "force_generic_plan"])
  func `every sort and filter reads a range of the key of its cell`(mode: String) async throws {
    try await withPlans(mode) { connection in
      for sort in Sort.allCases {
        for (name, filter) in Self.filters {
          var query = DiscoveryQuery(city: "city-2", date: LocalDate(dayNumber: 20_809))
          query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
          query.sort = sort
          filter(&query)
          for hasBlocks in [false, true] {
            try await self.check(query, hasBlocks, "\(sort), \(name), \(hasBlocks)", connection)
          }
        }
      }
    }
  }

  private func check(
    _ query: DiscoveryQuery, _ hasBlocks: Bool, _ name: String, _ connection: Connection
  ) async throws {
    let plan = try await Plan.of(query, hasBlocks: hasBlocks, connection)
    let scans = plan.scans(of: "result")
    #expect(!scans.isEmpty)
    for scan in scans {
      #expect(scan.type == "Index Scan", "\(name): \(scan)")
      #expect(scan.condition.contains("city_id = "), "\(name): \(scan)")
      #expect(scan.condition.contains("version = "), "\(name): \(scan)")
    }
    // Without blocks one pass finds the page and the total.
    #expect(plan.rowsRead(of: "result") <= (hasBlocks ? 4000 : 2000), "\(name)")
    // Even where no cell has blocks yet, and nothing is known of them.
    let readsBlocks = plan.indexes(of: "result").contains("result_block_idx")
    #expect(readsBlocks || !hasBlocks || !query.isFiltered, "\(name)")
    #expect(hasBlocks || !readsBlocks && plan.scans(of: "result_block").isEmpty, "\(name)")
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `the first page in the recommended order stops when it is full`(mode: String) async throws {
    try await withPlans(mode) { connection in
      let query = DiscoveryQuery(city: "city-3", date: LocalDate(dayNumber: 20_809))
      let plan = try await Plan.of(query, connection)
      #expect(plan.rowsRead(of: "result") == 21)
    }
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `a page of a large cell stops when it is full in every order of an index`(
    mode: String
  ) async throws {
    try await withPlans(mode, isLarge: true) { connection in
      for sort in Sort.allCases where sort != .distance {
        var query = DiscoveryQuery(city: "city-3", date: LocalDate(dayNumber: 20_809))
        query.sort = sort
        let plan = try await Plan.of(query, connection)
        // Five categories, each along its index, but in the order of the key.
        #expect(plan.rowsRead(of: "result") == (sort == .recommended ? 21 : 105), "\(sort)")
      }
    }
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `facets read the range of their cell once, and nothing of it when they are stored`(
    mode: String
  ) async throws {
    try await withPlans(mode) { connection in
      for (day, isFiltered, rows) in [(Int32(0), false, 0), (0, true, 2000), (1, false, 2000)] {
        var query = DiscoveryQuery(city: "city-2", date: LocalDate(dayNumber: 20_808 + day))
        query.capacityMin = isFiltered ? 3 : nil
        let plan = try await Plan.of(
          Query.readFacets.statement, query.facetParameters(), connection)
        let scans = plan.scans(of: "result")
        #expect(scans.map(\.type) == ["Index Scan"])
        #expect(scans.allSatisfy { $0.condition.contains("version = ") })
        #expect(plan.rowsRead(of: "result") == rows)
      }
    }
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `details read one range of each day's cell, and nothing without an index`(
    mode: String
  ) async throws {
    try await withPlans(mode) { connection in
      try await self.preferIndexes(connection)
      let query = try SpacesQuery(QueryString("ids=\(Self.fifty)&date=2026-12-21"))
      let statement = SpaceFactsStatement.ordered(by: .recommended)
      let plan = try await Plan.of(statement, query.parameters(), connection)
      #expect(plan.count("Seq Scan") == 0)
      for scan in plan.scans(of: "result") {
        #expect(scan.condition.contains("city_id = "), "\(scan)")
        #expect(scan.condition.contains("version = "), "\(scan)")
      }
      // Four open days of 2,000 rows, and no join that looks through them for each space.
      #expect(plan.rowsRead(of: "result") == 4 * 2000)
      #expect(plan.rowsCompared <= 20_000, "\(plan.rowsCompared)")
    }
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `an explanation reads its cell twice at most, and nothing without an index`(
    mode: String
  ) async throws {
    try await withPlans(mode) { connection in
      try await self.preferIndexes(connection)
      for sort in Sort.allCases {
        var discovery = DiscoveryQuery(city: "city-2", date: LocalDate(dayNumber: 20_809))
        discovery.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
        discovery.sort = sort
        discovery.priceMin = 100
        let query = ExplainQuery(space: 2_000_005, discovery: discovery)
        let plan = try await Plan.of(
          SpaceFactsStatement.ordered(by: sort), query.parameters(), connection)
        #expect(plan.count("Seq Scan") == 0, "\(sort)")
        #expect(plan.rowsRead(of: "result") <= 2 * 2000 + 1, "\(sort)")
      }
    }
  }

  private static let fifty = (1_000_001...1_000_050).map(String.init).joined(separator: ",")

  /// The tables of the market are so small that reading one whole is often cheapest: this shows
  /// whether each can be read by an index.
  private func preferIndexes(_ connection: Connection) async throws {
    try await connection.run(script: "set enable_seqscan = off", name: "planner")
  }

  @Test func `a closed day reads no result`() async throws {
    try await withPlans("force_generic_plan") { connection in
      for sort in Sort.allCases {
        var query = DiscoveryQuery(city: "city-3", date: LocalDate(dayNumber: 20_812))
        query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
        query.sort = sort
        query.priceMin = 100
        for hasBlocks in [false, true] {
          let plan = try await Plan.of(query, hasBlocks: hasBlocks, connection)
          #expect(plan.rowsRead(of: "result") == 0)
        }
      }
    }
  }

  private func withPlans(
    _ mode: String, isLarge: Bool = false, _ body: @Sendable (Connection) async throws -> Void
  ) async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      if isLarge { try await DatabaseTemplate.enlargeCells(url) }
      try await DatabaseTemplate.storeFacets(url, city: 2, version: 1)
      var settings = ConnectionSettings.patientReading(url: url)
      settings.sessionSettings["plan_cache_mode"] = mode
      let connection = try await Connection.open(settings)
      try await body(connection)
      await connection.close()
    }
  }
}
