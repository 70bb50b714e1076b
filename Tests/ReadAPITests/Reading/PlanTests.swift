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
          try await self.check(query, "\(sort), \(name)", connection)
        }
      }
    }
  }

  private func check(
    _ query: DiscoveryQuery, _ name: String, _ connection: Connection
  ) async throws {
    let plan = try await plan(of: query, connection)
    let scans = plan.scans(of: "result")
    #expect(!scans.isEmpty)
    for scan in scans {
      #expect(scan.type == "Index Scan", "\(name): \(scan)")
      #expect(scan.condition.contains("city_id = "), "\(name): \(scan)")
      #expect(scan.condition.contains("version = "), "\(name): \(scan)")
    }
    #expect(plan.rowsRead(of: "result") <= 4000, "\(name)")
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `the first page in the recommended order stops when it is full`(mode: String) async throws {
    try await withPlans(mode) { connection in
      let query = DiscoveryQuery(city: "city-3", date: LocalDate(dayNumber: 20_809))
      let plan = try await self.plan(of: query, connection)
      #expect(plan.rowsRead(of: "result") == 21)
    }
  }

  @Test(arguments: ["auto", "force_generic_plan"])
  func `facets read the range of their cell once`(mode: String) async throws {
    try await withPlans(mode) { connection in
      let plan = try await self.plan(
        of: Query.readFacets.statement,
        [
          .text("city-2"), .date(LocalDate(dayNumber: 20_809)), .textArray([]), .textArray([]),
          .int4(0), .int4(.max), .int8(0), .int8(.max), .int8(0), .int8(0), .int8(0), .int8(.max),
        ], "facets", connection)
      let scans = plan.scans(of: "result")
      #expect(scans.map(\.type) == ["Index Scan"])
      #expect(scans.allSatisfy { $0.condition.contains("version = ") })
      #expect(plan.rowsRead(of: "result") == 2000)
    }
  }

  @Test func `a closed day reads no result`() async throws {
    try await withPlans("force_generic_plan") { connection in
      for sort in Sort.allCases {
        var query = DiscoveryQuery(city: "city-3", date: LocalDate(dayNumber: 20_812))
        query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
        query.sort = sort
        query.priceMin = 100
        let plan = try await self.plan(of: query, connection)
        #expect(plan.rowsRead(of: "result") == 0)
      }
    }
  }

  private func withPlans(
    _ mode: String, _ body: @Sendable (Connection) async throws -> Void
  ) async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      var settings = ConnectionSettings.patientReading(url: url)
      settings.sessionSettings["plan_cache_mode"] = mode
      let connection = try await Connection.open(settings)
      try await body(connection)
      await connection.close()
    }
  }

  private func plan(of query: DiscoveryQuery, _ connection: Connection) async throws -> Plan {
    try await plan(
      of: DiscoverStatement.ordered(by: query.sort),
      query.parameters(after: nil, at: .newest), "\(query.hashValue.magnitude)", connection)
  }

  private func plan(
    of statement: Statement, _ values: [Parameter], _ name: String, _ connection: Connection
  ) async throws -> Plan {
    let types = try await connection.describe(statement).parameters.map { "\($0)" }
    try await connection.run(
      script: "prepare plan_\(name) (\(types.joined(separator: ","))) as \(statement.sql)",
      name: "prepare")
    let arguments = values.map(\.literal).joined(separator: ",")
    let explain = Statement(
      "explain", "explain (analyze, format json) execute plan_\(name) (\(arguments))")
    return try Plan(json: try await connection.query(explain)[0].get(0))
  }
}

extension Parameter {
  /// The value as SQL text.
  var literal: String {
    switch self {
    case .bool(let value): "\(value)"
    case .int4(let value): "\(value)"
    case .int8(let value): "'\(value)'"
    case .text(let value): "'\(value)'"
    case .date(let value): "'\(value)'"
    case .textArray(let values): "'{\(values.compactMap(\.self).joined(separator: ","))}'"
    default: "null"
    }
  }
}
