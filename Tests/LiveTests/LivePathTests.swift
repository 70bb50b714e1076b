import Dates
import Discovery
import Market
import Postgres
import Store
import TestSupport
import Testing

@testable import Live

extension DatabaseTemplate {
  /// A migrated database with a made-up market of two cities.
  static let live = DatabaseTemplate("live") { url in
    let connection = try await Connection.open(.worker(url: url))
    try await Migrator.ours.migrate(connection)
    let settings = DemoSettings(cities: 2, spaces: 40, days: 5, seed: 3, today: Fixture.today)
    _ = try await DemoMarket.fill(settings, on: connection)
    await connection.close()
  }
}

@Suite struct LivePathTests {
  @Test func `an answer is read from the source alone, as it is now`() async throws {
    try await TestCluster.shared().withConnection(.live) { connection in
      let path = try Fixture.path()
      let slug: String = try await connection.query(
        Statement("slug", "select slug from source.city order by city_id limit 1"))[0].get("slug")
      let request = Fixture.pairs("city=\(slug)&date=\(Fixture.today)&sort=price&limit=100")
      let before = try await path.answer(request, from: connection)
      #expect(before.total == before.items.count && before.total > 10)
      let gone = try #require(before.items.first).space.spaceID
      try await connection.run(
        script: "update source.space set active = false where space_id = \(gone)", name: "change")
      let after = try await path.answer(request, from: connection)
      #expect(after.items.map(\.space.spaceID) == before.items.dropFirst().map(\.space.spaceID))
      #expect(after.cell.missing[gone] == .spaceInactive)
      try await connection.run(
        script: """
          insert into almanac.withdrawal (space_id, city_id, withdrawn_by, withdrawn_at)
          select space_id, city_id, 'a test', '2026-11-30T00:00:00Z' from source.space
          where space_id = \(gone)
          """, name: "change")
      let withdrawn = try await path.answer(request, from: connection)
      #expect(withdrawn.cell.missing[gone] == .withdrawn)
    }
  }

  @Test(arguments: [
    ("city=atlantis&date=2026-11-30", "unknown-city"),
    ("city=SLUG&date=2026-11-29", "date-not-built"),
    ("city=SLUG&date=2026-12-05", "date-not-built"),
  ])
  func `what is not there is refused`(request: String, code: String) async throws {
    try await TestCluster.shared().withConnection(.live) { connection in
      let slug: String = try await connection.query(
        Statement("slug", "select slug from source.city order by city_id limit 1"))[0].get("slug")
      let pairs = Fixture.pairs(request.replacing("SLUG", with: slug))
      await #expect(throws: LiveRefusal(status: 404, code: code)) {
        _ = try await Fixture.path().answer(pairs, from: connection)
      }
    }
  }
}
