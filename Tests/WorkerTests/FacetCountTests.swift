import Dates
import Discovery
import Postgres
import Store
import Testing
import Worker

/// What runs store of what facets count.
@Suite struct FacetCountTests {
  /// Closed days, price rules, a capacity and an add-on that a date changes, and a city without
  /// spaces.
  private static let rules = """
    opening: {exceptions: {\(WorkerMarket.today.adding(days: 2)): closed}}
    prices: [{name: all, weekdays: [mon, tue], change: +33%}, {name: fee, add: 1}]
    capacity: [{name: half, dates: [\(WorkerMarket.today)], factor: 50%}]
    layers: {category: {hall: {capacity: [{name: part, factor: 30%}]}}}
    add_ons: {wifi: {weekdays: [tue, thu]}}
    """

  private static let things = """
    \(MutatedWorld.market)
    insert into source.city values (3, 'faro', 'Faro', 'PT', null, 'Europe/Lisbon', 'EUR', 37, -8);
    insert into source.venue values (3, 30, 'Harbour', 37, -8, true, '{}');
    insert into source.add_on select 1, 'add-on-' || n, 'Add-on ' || n from generate_series(3, 50) as n;
    insert into source.space_add_on
    select 1, s.space_id, 'add-on-' || n, null from source.space as s, generate_series(3, 50) as n
    where s.city_id = 1 and hashint8(s.space_id * n) % 3 = 0 and s.space_id <> 100;
    insert into source.space values
      (1, 10, 990, 'Free', 'desk', 1, 1, 0, null, true, '{}'),
      (1, 10, 991, 'Dear', 'hall', 2147483647, 1, 999999999999, null, true, '{}');
    insert into source.booking values (1, 100, 1, '\(WorkerMarket.today)', '2027-01-01', 1);
    insert into source.price_override values (1, 102, '\(WorkerMarket.today)', '2027-01-01', 50);
    """

  private static func withThings(
    _ body: @Sendable (WorkerMarket) async throws -> Void
  ) async throws {
    try await WorkerMarket.with { market in
      try await market.change(things)
      try await body(market)
    }
  }

  /// As a run leaves it that is killed once it has published.
  private static let killing = """
    create function public.kill() returns trigger language plpgsql as $$
    begin
      raise exception 'killed';
    end
    $$;
    create trigger kill before insert on almanac.cell_facets
    for each statement execute function public.kill();
    """

  private func expectAllCounted(_ market: WorkerMarket, _ context: Comment) async throws {
    let wrong = try await market.wrongFacets()
    #expect(wrong.uncounted.isEmpty && wrong.different.isEmpty, context)
  }

  @Test func `what is stored is what readers count`() async throws {
    try await Self.withThings { market in
      let report = try await market.run(WorkerMarket.job(Self.rules)).perform()
      #expect(report.cells.published == 15)
      try await expectAllCounted(market, "once published")
      // Ten sums of seven add-ons each, and a capacity and a price as great as can be.
      let query = DiscoveryQuery(city: "lisbon", date: WorkerMarket.today.adding(days: 1))
      guard case .facets(let facets) = try await market.connection.facets(query) else {
        Issue.record("no facets")
        return
      }
      #expect(facets.addOns.count == 47 && facets.total == 10)
      #expect(facets.capacities.contains { $0.to == 1 })
      #expect(facets.prices.first?.from == 1)
      // A closed day and a city without spaces have none.
      let empty = "select count(*) from almanac.cell_facets where facets = '{}'"
      #expect(try await market.number(empty) == 7)
    }
  }

  @Test func `a refresh counts what it has published and nothing else`() async throws {
    try await Self.withThings { market in
      _ = try await market.run().perform()
      let rows = "select count(*) from almanac.cell_facets"
      #expect(try await market.number(rows) == 15)
      try await market.book(102, day: 1)
      let report = try await market.run { $0.kind = .refresh }.perform()
      #expect(report.cells.published == 1)
      #expect(try await market.number(rows) == 16)
      try await expectAllCounted(market, "refreshed")
    }
  }

  @Test func `what a run that was killed has left uncounted the next one counts`() async throws {
    try await Self.withThings { market in
      try await market.change(Self.killing)
      let killed = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(killed.failures.map(\.stage) == ["facets"])
      #expect(killed.cells.published == 5)
      #expect(try await market.wrongFacets().uncounted.count == 5)
      try await market.change("drop trigger kill on almanac.cell_facets")
      let next = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(next.cells.unchanged == 5 && next.outcome == .done)
      try await expectAllCounted(market, "the next run")
    }
  }

  @Test func `a stop after the publication leaves the counting to the next run`() async throws {
    try await Self.withThings { market in
      _ = try await market.run(stoppingAfter: "publish") { $0.cities = ["lisbon"] }.perform()
      #expect(try await market.wrongFacets().uncounted.count == 5)
      _ = try await market.run().perform()
      try await expectAllCounted(market, "the next run")
    }
  }

  @Test func `a withdrawn space counts no more, and the next run counts again`() async throws {
    try await Self.withThings { market in
      _ = try await market.run().perform()
      let query = DiscoveryQuery(city: "lisbon", date: WorkerMarket.today)
      let before = try await market.connection.facets(query)
      let withdrawal = Withdrawal(spaceID: 990, person: "ada")
      _ = try await withdrawal.perform(reason: nil, on: market.connection, at: .now())
      #expect(try await market.wrongFacets().uncounted.count == 5)
      let after = try await market.connection.facets(query)
      #expect(after != before)
      // It was on no list: what is stored stands.
      let inactive = Withdrawal(spaceID: 103, person: "ada")
      _ = try await market.run().perform()
      _ = try await inactive.perform(reason: nil, on: market.connection, at: .now())
      try await expectAllCounted(market, "withdrawn from no list")
      _ = try await withdrawal.undo(on: market.connection, at: .now())
      _ = try await market.run().perform()
      try await expectAllCounted(market, "brought back")
    }
  }

  @Test func `a withdrawal waits for what is being counted`() async throws {
    try await Self.withThings { market in
      try await market.change(
        """
        create function public.wait() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(7);
          return null;
        end
        $$;
        create trigger wait after insert on almanac.cell_facets
        for each statement execute function public.wait();
        """)
      let gate = try await Connection.open(.worker(url: market.url))
      let other = try await Connection.open(.worker(url: market.url))
      try await gate.run(script: "begin; select pg_advisory_xact_lock(7)", name: "close")
      func untilWaiting(_ count: Int) async throws {
        let waiting = """
          select count(*) from pg_locks as l
          where not l.granted and l.database = (
            select d.oid from pg_database as d where d.datname = current_database()
          )
          """
        while try await market.number(waiting) < count { await Task.yield() }
      }
      async let run = market.run { $0.cities = ["lisbon"] }.perform()
      try await untilWaiting(1)
      async let withdrawn = Withdrawal(spaceID: 990, person: "ada").perform(
        reason: nil, on: other, at: .now())
      try await untilWaiting(2)
      try await gate.run(script: "commit", name: "open")
      _ = try await run
      #expect(try await withdrawn.versions == 5)
      let wrong = try await market.wrongFacets()
      #expect(wrong.uncounted.count == 5 && wrong.different.isEmpty)
      await gate.close()
      await other.close()
    }
  }

  @Test func `a rollback finds what was counted, and a prune takes it with its version`()
    async throws
  {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      _ = try await market.act(.rollBack(to: made[0]))
      try await expectAllCounted(market, "rolled back")
      let query = DiscoveryQuery(city: "lisbon", date: WorkerMarket.today)
      let then = try await market.connection.facets(query, at: .generation(made[1]))
      guard case .facets(let facets) = then else {
        Issue.record("no facets")
        return
      }
      #expect(facets.prices.contains { $0.from == 200 })
      let counts = try await market.prune(
        Retention(checkpoints: 1, seconds: 0, graceSeconds: 0))
      #expect(counts.cells == 5)
      #expect(try await market.number("select count(*) from almanac.cell_facets") == 5)
      try await expectAllCounted(market, "pruned")
    }
  }

  @Test func `who has lost the lease stores nothing`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run { $0.cities = ["lisbon"] }.perform()
      try await market.change("delete from almanac.cell_facets")
      let old = try await market.lease(process: 1, seconds: 0)
      _ = try await market.lease(process: 2)
      let uncounted = try await market.connection.uncountedCells(cityID: 1)
      #expect(uncounted.cells.count == 5 && uncounted.addOnBits == 2)
      await #expect(throws: LostLease.self) {
        try await market.connection.countFacets(
          of: uncounted.cells, addOnBits: 2, cityID: 1, lease: old)
      }
      #expect(try await market.number("select count(*) from almanac.cell_facets") == 0)
    }
  }
}
