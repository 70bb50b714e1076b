import Dates
import Discovery
import Postgres
import Store
import TestSupport
import Testing

/// What a page costs, counted in pages of the database and rows, which no machine's speed moves.
@Suite struct PageCostTests {
  private static let city = "city-2"
  private static let date = LocalDate(dayNumber: 20_809)

  @Test(arguments: [1, 20, 100])
  func `a first page in the default order touches a few pages for each item`(
    limit: Int
  ) async throws {
    var query = DiscoveryQuery(city: Self.city, date: Self.date)
    query.limit = limit
    let plan = try await plan(of: query)
    // A card is found by three pages of its index and its own. The facts of the cell and the way
    // to its first row take the rest.
    #expect(plan.pagesTouched <= 40 + 5 * (limit + 1), "\(plan.pagesTouched)")
    #expect(plan.rowsRead(of: "result") <= limit + 2)
  }

  @Test(arguments: Sort.allCases)
  func `a page in another order touches the slice of its cell`(sort: Sort) async throws {
    var query = DiscoveryQuery(city: Self.city, date: Self.date)
    query.sort = sort
    query.categories = ["category-1"]
    query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
    let plan = try await plan(of: query)
    // One pass over 2,000 rows that lie together: some 30 pages and as many of the key.
    #expect(plan.pagesTouched <= 280, "\(plan.pagesTouched)")
    #expect(plan.rowsRead(of: "result") == 2000)
    #expect(plan.rowsRead(of: "card") <= query.limit + 1)
  }

  private func plan(of query: DiscoveryQuery) async throws -> Plan {
    let json = try await TestCluster.shared().withDatabase(.market) { url in
      let connection = try await Connection.open(.patientReading(url: url))
      let (statement, parameters) = query.firstPage(hasBlocks: false)
      let types = try await connection.describe(statement).parameters.map { "\($0)" }
      try await connection.run(
        script: "prepare page (\(types.joined(separator: ","))) as \(statement.sql)",
        name: "prepare")
      let values = parameters.map(\.literal).joined(separator: ",")
      // The first run also looks up what the planner needs; the second is the request.
      var json = ""
      for _ in 0..<2 {
        json = try await connection.query(
          Statement(
            "explain",
            "explain (analyze, buffers, format json) execute page (\(values))"))[0].get(0)
      }
      await connection.close()
      return json
    }
    return try Plan(json: json)
  }
}
