import Dates
import Postgres
import Store
import Testing
import Worker

/// What a process does not do any more once another has taken its lease over.
@Suite struct LostLeaseTests {
  private static let nothing = Retention(checkpoints: 1, seconds: 0, graceSeconds: 0)

  @Test func `a late prune leaves what the next holder publishes`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      // As after a crash before the publication.
      try await market.change("delete from almanac.cell_live where city_id = 1")
      let old = try await market.lease(process: 1, seconds: 0)
      let new = try await market.lease(process: 2)
      await #expect(throws: LostLease.self) {
        try await market.connection.prune(
          cityID: 1, lease: old, today: WorkerMarket.today.adding(days: 2),
          retention: Self.nothing, at: .now(), isStopping: { false })
      }
      let moves = (0..<5).map { day in
        CellMove(
          to: BuiltCell(
            date: WorkerMarket.today.adding(days: day), version: Int32(day + 1), baseVersion: nil,
            rowCount: 3, isFresh: true))
      }
      let publication = try await market.connection.publish(
        moves, cityID: 1, lease: new, kind: .rebuild, runID: 2, at: .now())
      #expect(publication?.dates.count == 5)
      for day in 0..<5 { #expect(try await market.live(1, day).count == 3) }
    }
  }

  @Test func `a lease that is lost between batches ends the prune`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("delete from almanac.cell_live where city_id = 1")
      // Taken over while the first batch goes, which is then undone with the taking over.
      try await market.change(
        """
        create function public.take_over() returns trigger language plpgsql as $$
        begin
          update almanac.lease set fence = fence + 1 where resource = 'city/1';
          return null;
        end
        $$;
        create trigger take_over after delete on almanac.cell
        for each statement execute function public.take_over();
        """)
      await #expect(throws: LostLease.self) { try await market.prune(Self.nothing) }
      #expect(try await market.number("select count(*) from almanac.cell where city_id = 1") == 5)
      let rows = "select count(*) from almanac.result where city_id = 1"
      #expect(try await market.number(rows) == 15)
    }
  }

  @Test func `a run whose lease is another's says so, and the other cities are done`() async throws
  {
    try await WorkerMarket.with { market in
      try await market.loseNextLease()
      let report = try await market.run { $0.prunes = true }.perform()
      #expect(report.outcome == .busy && report.failures.isEmpty)
      #expect(
        report.busy.map(\.description) == ["lisbon was taken over by run 77: its lease had expired"]
      )
      #expect(report.cells.published == 5 && report.cells.superseded == 5)
      #expect(try await market.live(1, 0).isEmpty)
      #expect(try await market.live(2, 0).count == 1)
    }
  }

  @Test func `a run that has nothing to publish and lost its lease prunes nothing`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.copyCell(1, as: 99)
      try await market.loseNextLease()
      let report = try await market.run {
        $0.builds = false
        $0.prunes = true
      }.perform()
      #expect(report.busy.map(\.holder?.runID) == [77])
      #expect(try await market.number("select count(*) from almanac.cell where version = 99") == 1)
    }
  }

  @Test func `a late run neither forgets changes and holds nor says that all is right`()
    async throws
  {
    try await WorkerMarket.with { market in
      try await market.trackSource()
      _ = try await market.run(GateTests.gated).perform()
      try await market.book(100, day: 1)
      #expect(try await market.run(GateTests.gated).perform().cells.held == 1)
      // What is live is right again: nothing is left to publish, and the hold can go.
      try await market.change("delete from source.booking")
      try await market.loseNextLease()
      let report = try await market.run(GateTests.gated) { $0.cities = ["lisbon"] }.perform()
      #expect(report.busy.map(\.city) == ["lisbon"] && report.cells.unchanged == 5)
      let runID = try #require(report.runID)
      for (left, count) in [
        ("held_cell", 1), ("change where city_id = 1", 1),
        ("city where city_id = 1 and trusted_mark is not null", 0),
        ("city_check where city_id = 1 and run_id = \(runID)", 0),
      ] {
        #expect(try await market.number("select count(*) from almanac.\(left)") == count, "\(left)")
      }
    }
  }

  @Test func `a heartbeat goes on after a beat that failed`() async throws {
    try await WorkerMarket.with { market in
      let lease = try await market.lease(seconds: 60)
      var settings = ConnectionSettings.worker(url: market.url, applicationName: "heart")
      settings.connectTimeout = .seconds(2)
      let steps = [
        // The first beat has been: its connection breaks, so that the second fails.
        "select pg_terminate_backend(pid, 60000) from pg_stat_activity "
          + "where application_name = 'heart' and datname = current_database()",
        "update almanac.lease set expires_at = clock_timestamp() - interval '1 hour'",
      ]
      let heartbeat = Heartbeat(of: lease.owner, seconds: 60, settings)
      var pauses: [Duration] = []
      await heartbeat.beat { pause in
        pauses.append(pause)
        if pauses.count == 4 { throw CancellationError() }
        if (2...3).contains(pauses.count) { try await market.change(steps[pauses.count - 2]) }
      }
      #expect(pauses == [.seconds(20), .seconds(20), .seconds(5), .seconds(20)])
      #expect(try await market.connection.holder(of: "city/1")?.runID == 1)
    }
  }
}
