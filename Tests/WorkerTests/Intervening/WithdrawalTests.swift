import Dates
import Postgres
import Store
import TestSupport
import Testing
import Worker

@Suite struct WithdrawalTests {
  private static let withdrawal = Withdrawal(spaceID: 102, person: "ada")

  @Test func `a withdrawn space leaves every version, and a rebuild finds nothing to publish`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.publishPrices([100, 200])
      let cells = try await Self.withdrawal.perform(
        reason: "court order", on: market.connection, at: .now())
      #expect(cells.versions == 10 && cells.liveCells == 5)
      #expect(
        try await market.number("select count(*) from almanac.result where space_id = 102") == 0)
      #expect(try await market.live(1, 0).count == 2)
      #expect(try await market.reason(of: 102) == [1])
      // What is stored is what a build would store: counts, lowest price, reasons, content.
      let full = try await market.run {
        $0.cities = ["lisbon"]
        $0.isFull = true
      }.perform()
      #expect(full.cells.built == 5 && full.cells.published == 0)
      let torn = """
        select count(*) from almanac.cell as c
        left join lateral (
          select count(*) as rows, min(r.price_minor) as lowest
          from almanac.result as r
          where r.city_id = c.city_id and r.version = c.version
        ) as r on true
        where c.row_count <> r.rows or c.lowest_price_minor is distinct from r.lowest
        """
      #expect(try await market.number(torn) == 0)
      #expect(try await market.connection.withdrawnSpaces().map(\.reason) == ["court order"])
      let again = try await Self.withdrawal.perform(
        reason: nil, on: market.connection, at: .now())
      #expect(again == WithdrawnCells())
    }
  }

  @Test func `being withdrawn goes before every other reason`() async throws {
    try await WorkerMarket.with { market in
      for day in 0..<5 { try await market.book(102, day: day) }
      _ = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(try await market.reason(of: 102) == [10])
      let cells = try await Self.withdrawal.perform(
        reason: nil, on: market.connection, at: .now())
      #expect(cells.versions == 0)
      #expect(try await market.reason(of: 102) == [1])
      let full = try await market.run {
        $0.cities = ["lisbon"]
        $0.isFull = true
      }.perform()
      #expect(full.cells.published == 0)
    }
  }

  @Test func `neither a rollback nor a release nor a later build brings it back`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([10_000, 10_100])
      try await market.book(100, day: 1)
      let held = try await market.run(GateTests.gated) { $0.cities = ["lisbon"] }.perform()
      #expect(held.cells.held == 1)
      _ = try await Self.withdrawal.perform(reason: nil, on: market.connection, at: .now())
      #expect(try await market.act(.release).deeds[0].cells == 1)
      #expect(try await market.live(1, 1) == ["101:55555:1"])
      _ = try await market.act(.rollBack(to: made[0]))
      #expect(try await market.live(1, 2) == ["100:10000:1", "101:55555:1"])
      _ = try await market.act(.unpin)
      _ = try await market.run().perform()
      #expect(try await market.live(1, 2) == ["100:10100:1", "101:55555:1"])
      #expect(
        try await market.number("select count(*) from almanac.result where space_id = 102") == 0)
    }
  }

  @Test func `undone, the next run brings it back`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      _ = await #expect(throws: RunError.notWithdrawn(102)) {
        _ = try await Self.withdrawal.undo(on: market.connection, at: .now())
      }
      for _ in 0..<2 {
        _ = try await Self.withdrawal.perform(reason: nil, on: market.connection, at: .now())
        #expect(try await Self.withdrawal.undo(on: market.connection, at: .now()) == 5)
      }
      let plan = try await market.run().plan()
      #expect(plan.plan.count == 5 && plan.plan.allSatisfy { $0.reasons == [.catalogue] })
      #expect(try await market.run().perform().cells.published == 5)
      #expect(try await market.live(1, 0).first == "102:1500:12")
      #expect(try await market.number("select count(*) from almanac.withdrawal") == 2)
      _ = await #expect(throws: RunError.unknownSpace(1)) {
        _ = try await Withdrawal(spaceID: 1, person: "ada").undo(
          on: market.connection, at: .now())
      }
    }
  }

  @Test func `answers are told: the catalogue moves and the channel speaks`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let version = "select catalogue_version from almanac.city where city_id = 1"
      let before = try await market.number(version)
      let listener = try await Connection.open(.worker(url: market.url))
      let notifications = try await listener.notifications(
        channel: Connection.generationChannel)
      _ = try await Self.withdrawal.perform(reason: nil, on: market.connection, at: .now())
      for try await _ in notifications { break }
      await listener.close()
      #expect(try await market.number(version) == before + 1)
    }
  }

  @Test func `a build that is under way is waited for, and loses the space too`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let builder = try await Connection.open(.worker(url: market.url))
      let other = try await Connection.open(.worker(url: market.url))
      try await builder.run(script: "begin isolation level repeatable read", name: "begin")
      try await builder.holdOffWithdrawals()
      try await builder.run(script: Self.copyOfVersion, name: "copy")
      async let withdrawn = Self.withdrawal.perform(reason: nil, on: other, at: .now())
      // Until the withdrawal stands in the queue.
      let waiting = "select count(*) from pg_catalog.pg_locks where not granted"
      while try await market.number(waiting) == 0 { await Task.yield() }
      try await builder.run(script: "commit", name: "commit")
      let cells = try await withdrawn
      #expect(cells.versions == 6 && cells.liveCells == 5)
      #expect(
        try await market.number("select count(*) from almanac.result where space_id = 102") == 0)
      await builder.close()
      await other.close()
    }
  }

  /// What a build would write: a version that nothing points at.
  private static let copyOfVersion = """
    create temporary table copy on commit drop as
    select * from almanac.cell where city_id = 1 and version = 1;
    update copy set version = 900;
    insert into almanac.cell select * from copy;
    create temporary table rows on commit drop as
    select * from almanac.result where city_id = 1 and version = 1;
    update rows set version = 900;
    insert into almanac.result select * from rows;
    """
}

extension WorkerMarket {
  /// The reasons for which a space is missing from what is live of Lisbon.
  fileprivate func reason(of space: Int64) async throws -> [Int16] {
    try await connection.query(
      Statement(
        "reason",
        """
        select distinct u.reason
        from almanac.cell_live as l
        inner join almanac.cell as c on c.city_id = l.city_id and c.version = l.version
        cross join unnest(c.excluded_ids, c.excluded_reasons) as u (id, reason)
        where l.city_id = 1 and l.to_generation is null and u.id = $1
        """), [.int8(space)]
    ).map { try $0.get("reason") }
  }
}
