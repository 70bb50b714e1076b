import Dates
import Postgres
import Store
import Testing
import Worker

@Suite struct RoleTests {
  @Test func `a worker may hold, release, roll back, withdraw and prune`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        """
        grant usage on schema source to almanac_worker;
        grant select on all tables in schema source to almanac_worker;
        """)
      let made = try await market.publishPrices([10_000, 10_100])
      try await market.book(100, day: 1)
      let held = try await market.run(GateTests.gated) { $0.cities = ["lisbon"] }.perform()
      #expect(held.cells.held == 1)
      try await market.change("set role almanac_worker")
      let fixed = try await market.act(.rollBack(to: made[0]), from: 2)
      #expect(fixed.deeds[0].cells == 3)
      #expect(try await market.act(.unpin).deeds[0].cells == 3)
      #expect(try await market.act(.release).deeds[0].cells == 1)
      #expect(try await market.act(.discard).deeds[0].cells == 0)
      let withdrawal = Withdrawal(spaceID: 102, person: "ada")
      let cells = try await withdrawal.perform(reason: nil, on: market.connection, at: .now())
      #expect(cells.liveCells == 5)
      #expect(try await withdrawal.undo(on: market.connection, at: .now()) == 5)
      _ = try await market.prune(Retention())
    }
  }

  @Test func `a worker may do all that runs do, and is no more than that`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        """
        grant usage on schema source to almanac_worker;
        grant select on all tables in schema source to almanac_worker;
        """)
      try await market.trackSource(notifying: true)
      var worker = market
      worker.role = "almanac_worker"
      let all = try await worker.run { $0.prunes = true }.perform()
      #expect(all.outcome == .done && all.cells.published == 10)
      try await market.book(100, day: 1)
      #expect(try await worker.run().plan().plan.count == 1)
      let pending = try await worker.run().perform()
      #expect(pending.cells.built == 1 && pending.cells.published == 1)
      #expect(try await market.number("select count(*) from almanac.change") == 0)
      try await market.change("delete from source.city where city_id = 1")
      let held = try await worker.run(CityRemovalTests.gated).perform()
      #expect(held.cells.held == 5)
      let removed = try await worker.run { $0.prunes = true }.perform()
      #expect(removed.outcome == .done && removed.cells.published == 5)
      try await market.change("set role almanac_worker")
      #expect(try await market.act(.rollBack(to: 1)).deeds.map(\.cells) == [5])
      let powers = "select count(*) from pg_roles where rolname = current_user and rolsuper"
      #expect(try await market.number(powers) == 0)
    }
  }

  @Test(arguments: ["held_cell", "pin", "withdrawal"])
  func `a reader may not see what is decided`(table: String) async throws {
    try await WorkerMarket.with { market in
      try await market.change("set role almanac_reader")
      let error = await #expect(throws: PostgresError.self) {
        _ = try await market.number("select count(*) from almanac.\(table)")
      }
      #expect(error?.sqlState == "42501")
    }
  }
}
