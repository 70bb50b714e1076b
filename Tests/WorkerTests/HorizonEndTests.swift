import Dates
import Postgres
import Store
import Testing
import Worker

/// What becomes of live cells beyond a horizon that was shortened.
@Suite struct HorizonEndTests {
  private static let gated = WorkerMarket.job("gates: {max_closed_days: 34%}", horizon: 2)

  /// A run that rebuilds and prunes on the market's day.
  private static func night(
    _ market: WorkerMarket, _ job: String = WorkerMarket.job(horizon: 2),
    today: LocalDate = WorkerMarket.today, _ change: (inout RunRequest) -> Void = { _ in }
  ) async throws -> RunReport {
    let noon = try #require(Instant(rfc3339: "\(WorkerMarket.today)T12:00:00Z"))
    return try await market.run(job, today: today) {
      $0.prunes = true
      $0.present = { noon }
      change(&$0)
    }.perform()
  }

  @Test func `they end in a publication that can be rolled back`() async throws {
    try await WorkerMarket.with { market in
      _ = try await Self.night(market, WorkerMarket.job())
      let before = try await market.connection.lastGeneration()
      let night = try await Self.night(market)
      #expect(night.outcome == .done && night.ended == 6 && night.cells.published == 6)
      #expect(night.cells.unchanged == 4 && night.generation == before + 2)
      #expect(try await market.live(1, 1).count == 3)
      #expect(try await market.live(1, 2).isEmpty)
      #expect(try await market.price(day: 2, at: before) == 10_000)
      let made = try #require(
        try await market.connection.listGenerations(cityIDs: [1], limit: 1).first)
      #expect(made.cells == 3 && made.changes?.removed == 9)
      #expect(try await Self.night(market).generation == nil)

      _ = try await market.act(.rollBack(to: before))
      #expect(try await Self.night(market).ended == 0)
      #expect(try await market.live(1, 4).count == 3)
      _ = try await market.act(.unpin)
      #expect(try await Self.night(market).ended == 6)
    }
  }

  @Test func `a gate holds that until a person decides`() async throws {
    try await WorkerMarket.with { market in
      _ = try await Self.night(market, WorkerMarket.job())
      for _ in 1...2 {
        let night = try await Self.night(market, Self.gated)
        #expect(night.outcome == .findings && night.cells.held == 6 && night.ended == 0)
        #expect(
          night.held.first?.cell.summary
            == "3 of 5 dates lie beyond the horizon of 2 days (60%), more than 34%")
      }
      // What is held stays so when days have passed and it is less.
      let later = WorkerMarket.today.adding(days: 2)
      #expect(try await Self.night(market, Self.gated, today: later).cells.held == 2)

      #expect(try await Self.night(market, Self.gated).cells.held == 6)
      #expect(try await market.act(.release, to: 3).deeds.map(\.cells) == [2, 2])
      #expect(try await market.live(1, 3).isEmpty)
      #expect(try await market.act(.discard).deeds.map(\.cells) == [1, 1])
      let kept = try await Self.night(market, Self.gated)
      #expect(kept.outcome == .done && kept.ended == 0)
      let discarded = try await market.connection.discardedCells(at: .now(), today: later)
      #expect(discarded.map(\.isEnd) == [true, true])

      // Within the horizon again, they are as good as any.
      let longer = try await Self.night(market, WorkerMarket.job())
      #expect(longer.outcome == .done && longer.cells.published == 4)
      #expect(try await market.number("select count(*) from almanac.held_cell") == 0)
      #expect(try await market.live(1, 3).count == 3)
    }
  }

  @Test(arguments: ["run far", "rebuild --job Jobs/far.yml"])
  func `what another job looks at stays, unless that was long ago`(other: String) async throws {
    try await WorkerMarket.with { market in
      _ = try await Self.night(market, WorkerMarket.job()) { $0.command = other }
      #expect(try await Self.night(market).ended == 0)
      try await market.change(
        """
        update almanac.city_check set inputs_as_of = inputs_as_of - interval '15 days'
        where run_id = (select min(run_id) from almanac.run)
        """)
      #expect(try await Self.night(market).ended == 6)
    }
  }

  @Test func `what somebody has rebuilt by hand is no reason to stay`() async throws {
    try await WorkerMarket.with { market in
      _ = try await Self.night(market, WorkerMarket.job()) { $0.command = "rebuild --full" }
      #expect(try await Self.night(market).ended == 6)
    }
  }

  @Test func `a part, a refresh, a replay and a run that does not prune end nothing`() async throws
  {
    try await WorkerMarket.with { market in
      _ = try await Self.night(market, WorkerMarket.job())
      let part = try await Self.night(market) { $0.to = WorkerMarket.today }
      let refresh = try await Self.night(market) { $0.kind = .refresh }
      let rebuild = try await Self.night(market) { $0.prunes = false }
      let replay = try await Self.night(
        market, WorkerMarket.job(), today: WorkerMarket.today.adding(days: -3))
      #expect([part, refresh, rebuild, replay].map(\.ended) == [0, 0, 0, 0])
      #expect(try await market.live(1, 4).count == 3)
    }
  }

  @Test func `the end of a city is not kept by what was decided on its horizon`() async throws {
    try await WorkerMarket.with { market in
      _ = try await Self.night(market, WorkerMarket.job())
      _ = try await Self.night(market, Self.gated)
      _ = try await market.act(.discard)
      try await market.change("delete from source.city where city_id = 1")
      _ = try await Self.night(market)
      #expect(try await market.liveCities() == [2])
    }
  }
}
