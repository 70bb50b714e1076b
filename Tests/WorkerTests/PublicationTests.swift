import Dates
import Postgres
import Store
import Testing
import Worker

@Suite struct PublicationTests {
  @Test func `a stale fence publishes nothing`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let old = try await market.lease(process: 1, seconds: 0)
      let new = try await market.lease(process: 2)
      #expect(new.fence == old.fence + 1)
      try await market.copyCell(1, as: 99)
      let cell = BuiltCell(
        date: WorkerMarket.today, version: 99, baseVersion: 1, rowCount: 0, isFresh: true)
      let late = try await market.connection.publish(
        [CellMove(to: cell)], cityID: 1, lease: old, kind: .rebuild, runID: 1, at: .now())
      #expect(late == nil)
      #expect(try await market.connection.lastGeneration() == 2)
      let live = try #require(
        try await market.connection.publish(
          [CellMove(to: cell)], cityID: 1, lease: new, kind: .rebuild, runID: 2, at: .now()))
      #expect(live.dates == [WorkerMarket.today])
    }
  }

  @Test func `a build that started from another version is superseded`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let lease = try await market.lease()
      for version in 1...3 as ClosedRange<Int32> {
        try await market.copyCell(version, as: version + 99)
      }
      let cells = [1, 77, nil].enumerated().map { day, base in
        BuiltCell(
          date: WorkerMarket.today.adding(days: day), version: 100 + Int32(day),
          baseVersion: base, rowCount: 0, isFresh: true)
      }
      let publication = try #require(
        try await market.connection.publish(
          cells.map(CellMove.init(to:)), cityID: 1, lease: lease, kind: .rebuild, runID: 1,
          at: .now()))
      #expect(publication.dates == [WorkerMarket.today])
    }
  }

  @Test func `a version that is gone is not published, nor one of another date`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.copyCell(2, as: 98)
      let lease = try await market.lease()
      for version in [98, 99] as [Int32] {
        let cell = BuiltCell(
          date: WorkerMarket.today, version: version, baseVersion: 1, rowCount: 0, isFresh: true)
        #expect(
          try await market.connection.publish(
            [CellMove(to: cell)], cityID: 1, lease: lease, kind: .rebuild, runID: 1, at: .now())
            == nil)
      }
      #expect(try await market.live(1, 0).count == 3)
    }
  }

  @Test(arguments: [false, true])
  func `a pointer of whose version nothing is left is mended`(isTracked: Bool) async throws {
    try await WorkerMarket.with { market in
      if isTracked { try await market.trackSource() }
      _ = try await market.run().perform()
      for table in ["cell", "result"] {
        try await market.change("delete from almanac.\(table) where city_id = 1 and version = 1")
      }
      // Without a change, nobody would look.
      try await market.book(100, day: 3)
      let report = try await market.run().perform()
      #expect(report.plan.map(\.reasons) == [[.new], [.bookings]])
      #expect(report.cells.published == 2)
      #expect(try await market.live(1, 0).count == 3)
    }
  }

  @Test func `a leased city is busy, and is built once the lease ends`() async throws {
    try await WorkerMarket.with { market in
      let lease = try #require(
        try await market.connection.acquireLease(
          "city/1", owner: "6b0f3c0e-2c5e-4a1b-9a3e-000000000001", runID: 7, seconds: 600))
      let busy = try await market.run().perform()
      #expect(busy.busy.map(\.city) == ["lisbon"] && busy.busy.first?.holder?.runID == 7)
      #expect(busy.cells.published == 5)
      async let waiting = market.run { $0.wait = .seconds(60) }.perform()
      try await market.connection.release([lease])
      #expect(try await waiting.cells.published == 5)
    }
  }

  @Test func `a run that began before a city's midnight builds the day on which it gets the city`()
    async throws
  {
    try await WorkerMarket.with { market in
      let midnight = try #require(Instant(rfc3339: "2026-12-01T00:00:00Z"))
      let clock = SetClock("2026-12-01T00:00:00Z")
      let late = try market.run { request in
        request.cities = ["lisbon"]
        request.today = nil
        request.instant = midnight.adding(seconds: -60)
        request.present = { clock.now }
      }
      // Another run has the new day already.
      let tomorrow = try market.run(today: WorkerMarket.today.adding(days: 1)) {
        $0.cities = ["lisbon"]
      }
      #expect(try await tomorrow.perform().cells.published == 5)
      let report = try await late.perform()
      #expect(report.cells.unchanged == 5 && report.cells.built == 0)
      #expect(
        try await market.number(
          "select count(*) from almanac.city_check where today <> '2026-12-01'") == 0)
    }
  }

  @Test func `what an interrupted run has built the next run publishes`() async throws {
    try await WorkerMarket.with { market in
      let first = try await market.run(stoppingAfter: "plan").perform()
      #expect(first.outcome == .interrupted && first.cells.published == 0)
      let second = try await market.run().perform()
      #expect(second.outcome == .done && second.cells.published == 10)
    }
  }

  @Test func `a version whose rows are gone is built anew`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(
        """
        delete from almanac.cell_live where city_id = 1;
        delete from almanac.result where city_id = 1 and version = 2
        """)
      let second = try await market.run().perform()
      #expect(second.cells.built == 1 && second.cells.published == 5)
      #expect(try await market.live(1, 1).count == 3)
    }
  }

  @Test func `versions that were built and never published are adopted`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("delete from almanac.cell_live where city_id = 1")
      let second = try await market.run().perform()
      #expect(second.cells.built == 0 && second.cells.published == 5)
      #expect(try await market.live(1, 2).count == 3)
    }
  }
}
