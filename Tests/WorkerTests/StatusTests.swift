import Dates
import Postgres
import Store
import Testing
import Worker

/// What the records say of cells that are not what their inputs give, and of runs that ended badly.
@Suite struct StatusTests {
  private static func status(
    _ market: WorkerMarket, day: Int = 0, far: FarDates? = nil
  ) async throws -> CityStatus {
    let cities = try await market.connection.cityStatus(
      at: .now(), today: WorkerMarket.today.adding(days: day), far: far)
    return try #require(cities.first { $0.city == "lisbon" })
  }

  @Test func `dates beyond a horizon that was longer are told, and the oldest check counts`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let whole = try await Self.status(market)
      #expect(whole.unreached == nil)
      _ = try await market.run(WorkerMarket.job(horizon: 2)).perform()
      let shortened = try await Self.status(market)
      let passed = try #require(shortened.unreached)
      #expect(passed.cells == 3 && passed.from == WorkerMarket.today.adding(days: 2))
      #expect(passed.to == WorkerMarket.today.adding(days: 4))
      #expect(shortened.checkedAt == whole.checkedAt && passed.checkedAt == whole.checkedAt)
      // What is past has gone out of use.
      #expect(try await Self.status(market, day: 5).unreached == nil)
      let other = try await market.run { $0.command = "run longer" }.perform()
      #expect(other.outcome == .done)
      _ = try await market.run(WorkerMarket.job(horizon: 2)).perform()
      let both = try await Self.status(market)
      #expect(both.unreached == nil && both.checkedAt != whole.checkedAt)
    }
  }

  @Test func `a run that an error breaks off says why`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        "alter table almanac.run add constraint unlucky check (outcome <> 'done')")
      await #expect(throws: PostgresError.self) { _ = try await market.run().perform() }
      let run = try #require(try await market.connection.latestRuns(1).first)
      #expect(run.outcome == "interrupted" && run.note?.contains("unlucky") == true)
    }
  }

  @Test func `far dates count when they are overdue`() async throws {
    let job = WorkerMarket.job(horizon: 3).replacing(
      "days: 3", with: "days: 3, near_days: 1, far_every_days: 7")
    try await WorkerMarket.with { market in
      _ = try await market.run(job).perform()
      _ = try await market.run(job).perform()
      let far = FarDates(days: 1, everyDays: 7)
      #expect(try await Self.status(market).unreached?.cells == 2)
      #expect(try await Self.status(market, far: far).unreached == nil)
      try await market.change(
        """
        update almanac.city_check set inputs_as_of = inputs_as_of - interval '9 days';
        update almanac.cell set inputs_as_of = inputs_as_of - interval '9 days'
        """)
      #expect(try await Self.status(market, far: far).unreached?.cells == 2)
    }
  }

  @Test func `what is discarded is told until it is built again`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(GateTests.gated).perform()
      try await market.book(100, day: 1)
      #expect(try await market.run(GateTests.gated).perform().cells.held == 1)
      _ = try await market.act(.discard)
      #expect(
        try await market.run(GateTests.gated).plan().plan.map(\.reasons) == [
          [.bookings, .discarded]
        ])
      let kept = try await market.run(GateTests.gated).perform()
      #expect(kept.outcome == .done && kept.cells.unchanged == 10)
      let told = try await market.connection.discardedCells(at: .now(), today: WorkerMarket.today)
      #expect(told.map(\.city) == ["lisbon"] && told.map(\.cells) == [1])
      #expect(told.first?.from == WorkerMarket.today.adding(days: 1) && told.first?.isEnd == false)
      #expect(try await market.run(GateTests.gated) { $0.isFull = true }.perform().cells.held == 1)
      #expect(try await market.connection.discardedCells(at: .now()).isEmpty)
      _ = try await market.act(.discard)
      #expect(try await market.run { $0.isFull = true }.perform().cells.published == 1)
      #expect(
        try await market.connection.discardedCells(at: .now(), today: WorkerMarket.today).isEmpty)
    }
  }

  @Test func `the end of a city that was discarded is told, and decided anew by a full run`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run(CityRemovalTests.gated).perform()
      try await market.change("delete from source.city where city_id = 1")
      _ = try await market.run(CityRemovalTests.gated).perform()
      _ = try await market.act(.discard)
      #expect(try await market.run(CityRemovalTests.gated).perform().cells.held == 0)
      let told = try await market.connection.discardedCells(at: .now(), today: WorkerMarket.today)
      #expect(told.map(\.isEnd) == [true] && told.map(\.cells) == [5])
      let full = try await market.run(CityRemovalTests.gated) { $0.isFull = true }.perform()
      #expect(full.cells.held == 5)
    }
  }

  @Test func `a city that was never built fails by its name, until it is built or gone`()
    async throws
  {
    let bad = "update source.city set currency = 'XXY' where city_id = 1"
    try await WorkerMarket.with { market in
      try await market.change(bad)
      _ = try await market.run().perform()
      _ = try await market.run { $0.cities = ["tokyo"] }.perform()
      let other = try await market.run { $0.command = "other" }.perform()
      let failed = try await market.connection.standingFailures(at: .now())
      #expect(failed.map(\.failure.city) == ["lisbon"] && failed.map(\.runID) == [other.runID])
      try await market.change("update source.city set currency = 'EUR' where city_id = 1")
      _ = try await market.run().perform()
      #expect(try await market.connection.standingFailures(at: .now()).isEmpty)
      try await market.change(bad)
      _ = try await market.run().perform()
      #expect(try await market.connection.standingFailures(at: .now()).count == 1)
      try await market.change("delete from source.city where city_id = 1")
      #expect(try await market.connection.standingFailures(at: .now()).isEmpty)
    }
  }

  @Test func `a run that found something, or a city leased, says so in its record`() async throws {
    try await WorkerMarket.with { market in
      let report = try await market.run { $0.findings = ["feed a.ics: held"] }.perform()
      #expect(report.outcome == .findings && report.cells.published == 10)
      #expect(try await market.connection.latestRuns(1).map(\.note) == ["feed a.ics: held"])
      _ = try await market.connection.acquireLease(
        "city/1", owner: "6b0f3c0e-2c5e-4a1b-9a3e-000000000001", runID: 7, seconds: 600)
      let busy = try await market.run { $0.isFull = true }.perform()
      #expect(busy.outcome == .busy)
      let last = try #require(try await market.connection.latestRuns(1).first)
      #expect(last.outcome == "busy")
      #expect(last.note?.hasPrefix("lisbon is leased by run 7 until ") == true)
    }
  }
}
