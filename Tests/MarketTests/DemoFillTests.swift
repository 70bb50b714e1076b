import Dates
import Postgres
import TestSupport
import Testing

@testable import Market

@Suite struct DemoFillTests {
  private func settings(cities: Int = 6, seed: UInt64 = 1) -> DemoSettings {
    DemoSettings(
      cities: cities, spaces: 120, days: 30, seed: seed, today: LocalDate(dayNumber: 20_000))
  }

  /// Every row of the seven relations as one hash.
  private static let everything = """
    select md5(string_agg(line, ',' order by line)) as hash from (
      select 'c' || c::text as line from source.city as c union all
      select 'v' || v::text from source.venue as v union all
      select 's' || s::text from source.space as s union all
      select 'a' || a::text from source.add_on as a union all
      select 'o' || o::text from source.space_add_on as o union all
      select 'b' || b::text from source.booking as b union all
      select 'p' || p::text from source.price_override as p
    ) as rows
    """

  @Test func `a demo meets the contract, also when it is made twice`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let written = try await DemoMarket.fill(settings(), on: connection)
      #expect(written[.space] == 720)
      let once = try await connection.lines(DemoFillTests.everything)
      _ = try await DemoMarket.fill(settings(), on: connection)
      try await connection.expect(DemoFillTests.everything, once)
      let report = try await SourceCheck.run(on: connection)
      #expect(report.isMet, "\(report.findings)")
      #expect(report.rows == written)
    }
  }

  @Test func `another seed is another market, and other cities stay`() async throws {
    try await TestCluster.shared().withConnection { connection in
      _ = try await DemoMarket.fill(settings(), on: connection)
      let last = "select md5(string_agg(s::text, ',')) from source.space as s where city_id = 6"
      let first = "select md5(string_agg(s::text, ',')) from source.space as s where city_id = 1"
      let before = (try await connection.lines(first), try await connection.lines(last))
      _ = try await DemoMarket.fill(settings(cities: 3, seed: 2), on: connection)
      let after = (try await connection.lines(first), try await connection.lines(last))
      #expect(before.0 != after.0)
      #expect(before.1 == after.1)
    }
  }

  @Test func `nothing is written where the source is somebody's views`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(
        script: "create schema source; create view source.venue as select 1 as city_id;",
        name: "views")
      await #expect(throws: SourceTablesError.notTables(["venue"])) {
        try await DemoMarket.fill(settings(), on: connection)
      }
      try await connection.expect("select to_regclass('source.city') as city", ["-"])
    }
  }
}
