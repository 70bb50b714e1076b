import Dates
import Postgres
import Store
import Testing
import Worker

@Suite struct RollbackTests {
  @Test func `a rollback makes live what was live, and older reads still answer`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      let report = try await market.act(.rollBack(to: made[0]))
      #expect(report.outcome == .done)
      #expect(report.deeds.map(\.cells) == [5] && report.deeds.map(\.pinned) == [5])
      let back = try #require(report.deeds[0].generation)
      // v1, v2, v1 again: three intervals, each readable.
      let prices = try await [made[0], made[1], back].asyncMap { generation in
        try await market.price(day: 2, at: generation)
      }
      #expect(prices == [100, 200, 100])
      let kinds = "select count(*) from almanac.generation where kind = 'rollback'"
      #expect(try await market.number(kinds) == 1)
      #expect(
        try await market.number("select count(*) from almanac.run where command = 'test'") > 2)
    }
  }

  @Test func `what is pinned is planned and never published over, until it is unpinned`()
    async throws
  {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      _ = try await market.act(.rollBack(to: made[0]), from: 1, to: 2)
      let pinned = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(pinned.outcome == .done && pinned.cells.built == 0)
      #expect(pinned.cells.pinned == 2 && pinned.cells.unchanged == 3)
      #expect(pinned.plan.map(\.reasons) == Array(repeating: [.catalogue, .pinned], count: 2))
      let full = try await market.run {
        $0.cities = ["lisbon"]
        $0.isFull = true
      }.perform()
      #expect(full.cells.built == 3 && full.cells.pinned == 2 && full.cells.published == 0)
      #expect(try await market.price(day: 1) == 100)

      let freed = try await market.act(.unpin, from: 1, to: 1)
      #expect(freed.deeds.reduce(0) { $0 + $1.cells } == 1)
      let after = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(after.cells.published == 1 && after.cells.pinned == 1)
      #expect(try await market.price(day: 1) == 200)
      #expect(try await market.price(day: 2) == 100)
    }
  }

  @Test func `a rollback between plan and publication wins`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      _ = try await market.act(.rollBack(to: made[1]))
      // A build that began from what is live still: nothing but the pin stands in its way.
      let lease = try #require(
        try await market.connection.acquireLease(
          "city/1", owner: "6b0f3c0e-2c5e-4a1b-9a3e-000000000001", runID: 1, seconds: 60))
      let live = try await market.connection.liveCells(
        cityID: 1, range: DateRange(first: WorkerMarket.today, days: 5))
      for cell in live { try await market.copyCell(cell.version, as: cell.version + 1000) }
      let cells = live.map {
        BuiltCell(
          date: $0.date, version: $0.version + 1000, baseVersion: $0.version, rowCount: 0,
          isFresh: true)
      }
      let publication = try await market.connection.publish(
        cells.map(CellMove.init(to:)), cityID: 1, lease: lease, kind: .rebuild, runID: 1, at: .now()
      )
      // Nothing moved, so no generation says that something did.
      #expect(publication == nil)
      #expect(try await market.connection.lastGeneration() == made[1])
      #expect(try await market.price(day: 0) == 200)
    }
  }

  @Test func `cells that did not exist then stay as they are, unpinned`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100])
      _ = try await market.run(WorkerMarket.job(horizon: 7)).perform()
      try await market.price(200)
      _ = try await market.run(WorkerMarket.job(horizon: 7)).perform()
      let report = try await market.act(.rollBack(to: made[0]))
      // Tokyo was built after that generation: nothing of it is touched.
      #expect(report.deeds.map(\.city) == ["lisbon"])
      #expect(report.deeds[0].cells == 5)
      #expect(try await market.price(day: 4) == 100)
      #expect(try await market.price(day: 5) == 200)
      #expect(try await market.pins() == ["1:1 0..4"])
    }
  }

  @Test func `each date is pinned at the last generation that it went back to`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200, 300])
      #expect(try await market.act(.rollBack(to: made[0])).deeds[0].pinned == 5)
      #expect(try await market.act(.rollBack(to: made[1]), from: 1, to: 2).deeds[0].pinned == 2)
      #expect(try await market.pins() == ["1:1 0..0", "1:1 3..4", "1:2 1..2"])
      #expect(try await market.connection.pins().map(\.cells) == [3, 2])
      #expect(try await market.connection.cityStatus(at: .now()).map(\.pinned) == [5])
      // Back to the first over the edges of both, and all of the other one.
      _ = try await market.act(.rollBack(to: made[0]), from: 0, to: 3)
      #expect(try await market.pins() == ["1:1 0..4"])
    }
  }

  @Test func `a part is unpinned, and a prune forgets what is over`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      _ = try await market.act(.rollBack(to: made[0]))
      #expect(try await market.act(.unpin, from: 1, to: 2).deeds.map(\.cells) == [2])
      #expect(try await market.pins() == ["1:1 0..0", "1:1 3..4"])
      let all = try await market.connection.pinnedDates(cityID: 1, range: .week)
      #expect(all.map(WorkerMarket.today.days(to:)).sorted() == [0, 3, 4])
      #expect(try await market.run { $0.cities = ["lisbon"] }.perform().cells.pinned == 3)
      let retention = Retention(checkpoints: 9, seconds: 1e6, graceSeconds: 0)
      for (day, left) in [(1, ["1:1 3..4"]), (4, ["1:1 4..4"]), (5, [])] {
        _ = try await market.prune(retention, today: WorkerMarket.today.adding(days: day))
        #expect(try await market.pins() == left)
      }
      #expect(try await market.act(.unpin).deeds.map(\.cells) == [0])
    }
  }

  @Test func `what is unknown or not retained is refused by name, and nothing is done`()
    async throws
  {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200, 300])
      _ = await #expect(
        throws: RunError.notRetained(99, cities: [], example: "lisbon", retained: [3, 2, 1])
      ) { _ = try await market.act(.rollBack(to: 99)) }
      _ = try await market.prune(Retention(checkpoints: 2, seconds: 0, graceSeconds: 0))
      let error = await #expect(throws: RunError.self) {
        _ = try await market.act(.rollBack(to: made[0]))
      }
      #expect(
        error?.description
          == "generation 1 is not retained for lisbon; lisbon can go back to 3, 2")
      _ = await #expect(throws: RunError.unbuiltCity("porto", known: ["lisbon"])) {
        _ = try await market.act(.rollBack(to: made[1]), cities: ["porto"])
      }
      #expect(try await market.pins() == [])
      #expect(try await market.act(.rollBack(to: made[1])).deeds[0].cells == 5)
      #expect(try await market.price(day: 0) == 200)
    }
  }

  @Test func `a prune that comes first while the leases are waited for is found`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let made = try await market.publishPrices([100, 200])
      // It comes when the rollback has looked and begins.
      try await market.change(
        """
        create function public.prune() returns trigger language plpgsql as $$
        begin
          delete from almanac.cell_live where city_id = 1 and to_generation is not null;
          update almanac.generation set is_retained = generation = \(made[1]) where city_id = 1;
          return null;
        end
        $$;
        create trigger prune after insert on almanac.run
        for each statement execute function public.prune();
        """)
      let report = try await market.act(.rollBack(to: made[0]))
      #expect(report.outcome == .findings)
      #expect(
        report.refused.map(\.description) == [
          "generation \(made[0]) is not retained for lisbon; lisbon can go back to \(made[1])"
        ])
      #expect(report.deeds.map(\.city) == ["tokyo"] && report.deeds[0].pinned == 5)
      #expect(try await market.price(day: 0) == 200)
      #expect(try await market.pins() == ["2:\(made[0]) 0..4"])
      #expect(try await market.connection.holder(of: "city/1") == nil)
    }
  }

  @Test func `a rollback that is killed half-way leaves nothing`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      // The last write of the statement fails: all that was before it goes with it.
      try await market.change(
        "alter table almanac.generation add constraint killed check (kind <> 'rollback')")
      _ = await #expect(throws: PostgresError.self) {
        _ = try await market.act(.rollBack(to: made[0]))
      }
      #expect(try await market.price(day: 0) == 200)
      #expect(try await market.pins() == [])
      #expect(try await market.connection.lastGeneration() == made[1])
      #expect(try await market.connection.holder(of: "city/1") == nil)
      let failed = "select count(*) from almanac.run where outcome = 'failed'"
      #expect(try await market.number(failed) == 1)
    }
  }

  @Test func `a leased city is busy, and the others are rolled back`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let made = try await market.publishPrices([100])
      _ = try await market.connection.acquireLease(
        "city/1", owner: "6b0f3c0e-2c5e-4a1b-9a3e-000000000001", runID: 7, seconds: 60)
      let report = try await market.act(.rollBack(to: made[0]))
      #expect(report.busy.map(\.city) == ["lisbon"] && report.busy[0].holder?.runID == 7)
      #expect(report.deeds.map(\.city) == ["tokyo"] && report.deeds[0].pinned == 5)
    }
  }
}

extension DateRange {
  fileprivate static let week = DateRange(first: WorkerMarket.today, days: 7)
}

extension WorkerMarket {
  /// What is pinned: `city:generation first..last`, in days from `today`.
  fileprivate func pins() async throws -> [String] {
    try await connection.query(
      Statement(
        "pins",
        """
        select
          p.city_id || ':' || p.generation || ' ' || lower(r) - $1::date || '..'
            || upper(r) - 1 - $1::date as line
        from almanac.pin as p
        cross join unnest(p.dates) as r
        order by p.city_id, p.generation, r
        """), [.date(WorkerMarket.today)]
    ).map { try $0.get("line") }
  }
}
