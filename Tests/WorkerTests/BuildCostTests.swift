import Dates
import EmbeddedPostgres
import Expansion
import Market
import Postgres
import Store
import TestSupport
import Testing
import Worker

/// What a rebuild costs, counted in bytes, which no machine's speed moves.
@Suite struct BuildCostTests {
  private static let today = LocalDate(dayNumber: 20_787)

  /// A cluster of its own: the log is one for all databases, and other tests write to it.
  @Test func `a result row takes few bytes of log and of room`() async throws {
    try await ScratchCluster.with { cluster in
      let url = try await cluster.up().url
      let connection = try await Connection.open(.worker(url: url))
      try await Migrator.ours.migrate(connection)
      _ = try await DemoMarket.fill(
        DemoSettings(cities: 3, spaces: 1_000, days: 8, seed: 1, today: Self.today),
        on: connection)
      let before = try await number("pg_current_wal_insert_lsn() - '0/0'", connection)
      let rows = try await build(url)
      let after = try await number("pg_current_wal_insert_lsn() - '0/0'", connection)
      let size = try await number("pg_total_relation_size('almanac.result')", connection)
      await connection.close()
      #expect(rows > 15_000)
      // A row and its entry in the key, each with the head of its record; cards and cells besides.
      #expect((after - before) / rows <= 360, "\((after - before) / rows) bytes of log a row")
      #expect(size / rows <= 170, "\(size / rows) bytes a row")
    }
  }

  /// Builds every cell; answers the number of rows written.
  private func build(_ url: String) async throws -> Int {
    let loaded = LoadedJob(
      "job.yml",
      from: .memory([
        "job.yml": """
        schema: 1
        cities: all
        horizon: {days: 8}
        missing_calendar: ignore
        calendars: calendars
        """
      ]))
    var request = RunRequest(command: "test", kind: .rebuild, instant: .now())
    request.today = Self.today
    let run = Run(
      request,
      rules: JobRules(
        job: try #require(loaded.job, "\(loaded.report)"), calendars: loaded.calendars),
      settings: .worker(url: url), interruption: Interruption(), report: { _ in })
    return Int(try await run.perform().rowsWritten)
  }

  private func number(_ sql: String, _ connection: Connection) async throws -> Int {
    let rows = try await connection.query(Statement("number", "select (\(sql))::bigint as n"))
    return Int(try rows[0].get("n", as: Int64.self))
  }
}
