import Postgres
import SQL
import TestSupport
import Testing

@testable import Store

@Suite struct PendingCitiesTests {
  /// Many changes of two cities that no job builds, few of one that a job does.
  private static let changed = DatabaseTemplate("store_changes") { url in
    let connection = try await Connection.open(.worker(url: url))
    try await Migrator.ours.migrate(connection)
    try await connection.run(
      script: """
        insert into almanac.change (kind, city_id)
        select 'booking', 8 + n % 2 from generate_series(1, 20000) as n;
        insert into almanac.change (kind, city_id) values ('booking', 3), ('booking', 3);
        """, name: "changes")
    try await connection.run(script: "vacuum analyze almanac.change", name: "vacuum")
    await connection.close()
  }

  @Test func `each city with changes is found once, past those that nobody builds`() async throws {
    try await TestCluster.shared().withConnection(Self.changed) { connection in
      #expect(try await connection.citiesWithChanges() == [3, 8, 9])
      try await connection.run(
        script: "insert into almanac.change (kind) values ('source')", name: "any")
      #expect(try await connection.citiesWithChanges() == [3, 8, 9, nil])
      try await connection.run(script: "delete from almanac.change", name: "none")
      #expect(try await connection.citiesWithChanges() == [])
    }
  }

  @Test func `the changes themselves are not read`() async throws {
    try await TestCluster.shared().withConnection(Self.changed) { connection in
      let plan = try await connection.query(
        Statement("plan", "explain (analyze, timing off) " + Query.citiesWithChanges.sql)
      ).map { try $0.get(0, as: String.self) }
      let scans = plan.filter { $0.contains(" on change ") }
      #expect(!scans.isEmpty)
      #expect(scans.allSatisfy { $0.contains("change_city_id_idx") }, "\(plan)")
    }
  }
}
