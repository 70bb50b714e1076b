import Dates
import EmbeddedPostgres
import Postgres
import Store
import TestSupport
import Testing
import Worker

/// What a run that finds nothing to do leaves.
@Suite struct NoChangeTests {
  @Test(arguments: [false, true])
  func `a run without changes writes no result, no cell and no pointer`(
    isTracked: Bool
  ) async throws {
    try await WorkerMarket.with { market in
      if isTracked { try await market.trackSource() }
      _ = try await market.run().perform()
      let before = try await market.writes()
      #expect(before.contains { $0.hasPrefix("result ") && !$0.hasSuffix(" 0 0 0") })
      for prunes in [false, true] {
        let report = try await market.run { $0.prunes = prunes }.perform()
        #expect(report.cells.built == 0 && report.cells.unchanged == 10)
      }
      #expect(try await market.writes() == before)
      // It did look, and says so.
      #expect(try await market.number("select count(distinct run_id) from almanac.city_check") == 3)
    }
  }

  @Test func `a run without changes writes little to the log of the server`() async throws {
    try await ScratchCluster.with { cluster in
      let url = try await cluster.up().url
      try await DatabaseTemplate.worker.fill(url)
      let connection = try await Connection.open(.worker(url: url))
      let market = WorkerMarket(url: url, connection: connection)
      let job = WorkerMarket.job(horizon: 200)
      _ = try await market.run(job).perform()
      let written = { try await market.number("pg_current_wal_insert_lsn() - '0/0'") }
      let start = try await written()
      let report = try await market.run(job).perform()
      #expect(report.cells.unchanged == 400)
      let quiet = try await written() - start
      try await market.change("update source.space set base_price_minor = base_price_minor + 1")
      _ = try await market.run(job).perform()
      let full = try await written() - start - quiet
      #expect(quiet * 4 < full, "\(quiet) bytes without changes, \(full) when all is built")
      await connection.close()
    }
  }
}

extension WorkerMarket {
  /// Rows inserted, updated and deleted so far, by table, once every other session has gone and so
  /// has counted what it wrote.
  fileprivate func writes() async throws -> [String] {
    let others = """
      select count(*) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and backend_type = 'client backend'
      """
    while try await number(others) > 0 {}
    return try await connection.query(
      Statement(
        "writes",
        """
        select concat_ws(' ', relname, n_tup_ins, n_tup_upd, n_tup_del) as line
        from pg_stat_user_tables
        where schemaname = 'almanac' and relname in ('result', 'cell', 'cell_live', 'cell_facets')
        order by relname
        """)
    ).map { try $0.get("line") }
  }
}
