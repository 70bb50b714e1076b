import Dates
import Postgres
import Store
import Testing
import Worker

@Suite struct ReleaseTests {
  private static let gated = GateTests.gated

  @Test func `a release publishes what is held, and the next run has nothing to do`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      let report = try await market.act(.release)
      #expect(report.outcome == .done)
      #expect(report.deeds.map(\.cells) == [1, 0])
      #expect(try await market.live(1, 1).count == 2)
      let kind = "select count(*) from almanac.generation where kind = 'release'"
      #expect(try await market.number(kind) == 1)
      let next = try await market.run(Self.gated).perform()
      #expect(next.outcome == .done && next.cells.built == 0 && next.cells.held == 0)
    }
  }

  @Test func `only the cells that are named are released`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      #expect(try await market.act(.release, from: 2).deeds.allSatisfy { $0.cells == 0 })
      #expect(try await market.act(.release, cities: ["tokyo"]).deeds.map(\.cells) == [0])
      #expect(try await market.act(.release, from: 1, to: 1).deeds.map(\.cells) == [1, 0])
    }
  }

  @Test func `what is live has moved: the release is refused, and the next run builds anew`()
    async throws
  {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([10_000, 10_100])
      try await market.book(100, day: 1)
      _ = try await market.run(Self.gated) { $0.cities = ["lisbon"] }.perform()
      _ = try await market.act(.rollBack(to: made[0]), from: 1, to: 1)
      _ = try await market.act(.unpin)
      let refused = try await market.act(.release)
      #expect(refused.outcome == .findings)
      #expect(
        refused.deeds[0].refused.map(\.reason) == [
          "what is live has moved; the next run builds it anew"
        ])
      #expect(try await market.live(1, 1).count == 3)
      let next = try await market.run(Self.gated) { $0.cities = ["lisbon"] }.perform()
      #expect(next.cells.built == 1 && next.cells.held == 1)
      #expect(try await market.act(.release).deeds[0].cells == 1)
      #expect(try await market.live(1, 1).count == 2)
    }
  }

  @Test func `a pinned cell is not released`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      let live = try await market.connection.lastGeneration()
      _ = try await market.act(.rollBack(to: live))
      let report = try await market.act(.release)
      #expect(report.deeds[0].refused.map(\.reason) == ["a rollback has pinned it"])
      #expect(try await market.live(1, 1).count == 3)
      #expect(try await market.run(Self.gated).perform().outcome == .done)
    }
  }

  @Test func `what is discarded is not held again until its inputs change`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      #expect(try await market.act(.discard).deeds.map(\.cells) == [1, 0])
      let rows = """
        select count(*) from almanac.result as r
        inner join almanac.held_cell as h on h.city_id = r.city_id and h.version = r.version
        """
      #expect(try await market.number(rows) == 0)
      #expect(try await market.act(.release).deeds.allSatisfy { $0.cells == 0 })
      let next = try await market.run(Self.gated) { $0.prunes = true }.perform()
      #expect(next.outcome == .done && next.cells.built == 0 && next.cells.held == 0)
      #expect(try await market.run(Self.gated).perform().cells.built == 0)
      try await market.book(101, day: 1)
      let other = try await market.run(Self.gated).perform()
      #expect(other.cells.built == 1 && other.cells.held == 1)
    }
  }

  @Test func `a discarded version is built anew once its inputs are there again`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      #expect(try await market.act(.discard).deeds.map(\.cells) == [1, 0])
      // What is live is right again, so nobody has to remember the decision.
      try await market.change("create table kept as table source.booking; truncate source.booking")
      #expect(try await market.run(Self.gated).perform().outcome == .done)
      #expect(try await market.number("select count(*) from almanac.held_cell") == 0)
      try await market.change("insert into source.booking select * from kept")
      let report = try await market.run().perform()
      #expect(report.cells.built == 1 && report.cells.published == 1)
      #expect(try await market.live(1, 1).count == 2)
    }
  }

  @Test func `a release that is killed half-way leaves all as it was`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      try await market.change(
        "alter table almanac.generation add constraint killed check (kind <> 'release')")
      _ = await #expect(throws: PostgresError.self) { _ = try await market.act(.release) }
      #expect(try await market.live(1, 1).count == 3)
      #expect(try await market.number("select count(*) from almanac.held_cell") == 1)
      #expect(try await market.connection.holder(of: "city/1") == nil)
    }
  }

  @Test func `a held version outlives a prune, and goes with its date`() async throws {
    try await WorkerMarket.with { market in
      try await hold(market)
      let retention = Retention(checkpoints: 1, seconds: 0, graceSeconds: 0)
      for day in 0..<3 {
        _ = try await market.prune(retention, today: WorkerMarket.today.adding(days: day))
        let held = try await market.number("select count(*) from almanac.held_cell")
        #expect(held == (day < 2 ? 1 : 0))
        let rows = "select count(*) from almanac.result where version = 6 and city_id = 1"
        #expect(try await market.number(rows) == (day < 2 ? 2 : 0))
      }
    }
  }

  /// Publishes all, then books a third of Lisbon's spaces on day 1, which is held.
  private func hold(_ market: WorkerMarket) async throws {
    _ = try await market.run(Self.gated).perform()
    try await market.book(100, day: 1)
    #expect(try await market.run(Self.gated).perform().cells.held == 1)
  }
}
