import Dates
import Postgres
import Store
import Testing
import Worker

@Suite struct PruneTests {
  @Test func `past dates and what nobody can want go, and nothing else`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      // A superseded version, and one that was never published.
      try await market.change("update source.space set base_price_minor = 1 where space_id = 100")
      _ = try await market.run { $0.cities = ["lisbon"] }.perform()
      try await market.change("insert into almanac.cell \(WorkerMarket.unpublishedCell)")
      let tomorrow = WorkerMarket.today.adding(days: 1)
      func prune(at instant: Instant) async throws {
        let report = try await market.run(today: tomorrow) {
          $0.builds = false
          $0.prunes = true
          $0.present = { instant }
        }.perform()
        #expect(report.outcome == .done)
      }
      let live = "select count(*) from almanac.cell_live where to_generation is null"
      let all = try await market.number(live)
      // A date that is past only by the date that was given is not past.
      try await prune(at: try #require(Instant(rfc3339: "\(WorkerMarket.today)T12:00:00Z")))
      #expect(try await market.number(live) == all)
      try await prune(at: try #require(Instant(rfc3339: "\(tomorrow)T12:00:00Z")))
      let pasts = "select count(*) from almanac.cell_live where date < '\(tomorrow)'"
      #expect(try await market.number(pasts) == 0)
      #expect(try await market.number(WorkerMarket.orphans) == 0)
      // The superseded versions are retained: their checkpoint is one of the last 14.
      #expect(try await market.number("select count(*) from almanac.cell where city_id = 1") == 8)
      #expect(try await market.live(1, 1).contains("100:1:1"))
    }
  }

  @Test func `v1, v2, v1 again: what a retained generation needs stays, and nothing else`()
    async throws
  {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200])
      _ = try await market.act(.rollBack(to: made[0]))
      _ = try await market.act(.unpin)
      let back = try await market.connection.lastGeneration()
      // Three checkpoints: v1, v2, v1 again.
      #expect(try await market.prune(checkpoints: 3).cells == 0)
      #expect(try await market.price(day: 0, at: made[0]) == 100)
      #expect(try await market.price(day: 0, at: made[1]) == 200)
      // Two: the first interval of v1 goes, its rows are live still.
      let two = try await market.prune(checkpoints: 2)
      #expect(two.pointers == 5 && two.cells == 0)
      #expect(try await market.retained() == [back, made[1]])
      #expect(try await market.price(day: 0, at: made[1]) == 200)
      // One: v2 goes.
      #expect(try await market.prune(checkpoints: 1).cells == 5)
      #expect(try await market.retained() == [back])
      #expect(try await market.price(day: 0) == 100)
    }
  }

  @Test func `the checkpoint before the present stays however old it is`() async throws {
    try await WorkerMarket.with { market in
      let made = try await market.publishPrices([100, 200, 300])
      try await market.change(
        "update almanac.generation set published_at = published_at - interval '1 year'")
      #expect(try await market.prune(checkpoints: 14, seconds: 14 * 86_400).cells == 5)
      #expect(try await market.retained() == [made[2], made[1]])
    }
  }

  @Test func `what a refresh made stays while it was live at the end of another city's run`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.publishPrices([100])
      for (minor, city) in [(200, "lisbon"), (200, "tokyo"), (300, "lisbon"), (400, "lisbon")] {
        if city == "lisbon" { try await market.price(minor) }
        _ = try await market.run {
          $0.cities = [city]
          $0.kind = city == "lisbon" ? .refresh : .rebuild
        }.perform()
      }
      // Generations of Lisbon: 1 a run, 2, 4 and 5 refreshes; Tokyo's run is 3.
      #expect(try await market.prune(checkpoints: 14).cells == 5)
      #expect(try await market.retained() == [5, 2, 1])
      let report = try await market.act(.rollBack(to: 3))
      #expect(report.deeds.map(\.pinned) == [5, 5])
      #expect(try await market.price(day: 0) == 200)
    }
  }

  @Test(arguments: [false, true])
  func `a night that leaves a city as it is makes what refreshes made a way back`(
    isTracked: Bool
  ) async throws {
    try await WorkerMarket.with { market in
      if isTracked { try await market.trackSource() }
      _ = try await market.publishPrices([100])
      for minor in [200, 300, 400] {
        try await market.price(minor)
        _ = try await market.run { $0.kind = .refresh }.perform()
        if minor == 300 { #expect(try await market.run().perform().cells.built == 0) }
      }
      _ = try await market.prune(checkpoints: 14)
      let retained = try await market.retained()
      #expect(try await market.prices(at: retained) == [400, 300, 100])
      // Another night moves the mark on; what it was for stays as long as any checkpoint.
      _ = try await market.run().perform()
      _ = try await market.prune(checkpoints: 1)
      #expect(try await market.prices(at: try await market.retained()) == [400])
    }
  }

  @Test func `a prune that is killed half-way leaves no version without its rows`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.publishPrices([100, 200])
      try await market.change(
        """
        create function public.kill() returns trigger language plpgsql as $$
        begin
          raise exception 'killed';
        end
        $$;
        create trigger kill before delete on almanac.cell
        for each statement execute function public.kill();
        """)
      await #expect(throws: PostgresError.self) { try await market.prune(checkpoints: 1) }
      #expect(try await market.number("select count(*) from almanac.result") == 30)
    }
  }

  @Test func `with no retention only what is live remains`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("update source.space set base_price_minor = 1 where space_id = 100")
      _ = try await market.run().perform()
      #expect(try await market.number("select count(*) from almanac.cell") == 15)
      let counts = try await market.prune(
        Retention(checkpoints: 1, seconds: 0, graceSeconds: 0))
      #expect(counts.cells == 5 && counts.rows == 15)
      #expect(try await market.number("select count(*) from almanac.result") == 20)
      let retired = "select count(*) from almanac.card where not is_current"
      #expect(try await market.number(retired) == 0)
    }
  }
}

extension WorkerMarket {
  /// Prunes Lisbon, with no grace for readers between two pages.
  fileprivate func prune(
    checkpoints: Int, seconds: Double = 14 * 86_400
  ) async throws -> PruneCounts {
    try await prune(Retention(checkpoints: checkpoints, seconds: seconds, graceSeconds: 0))
  }

  /// The generations that Lisbon can go back to, the newest first.
  fileprivate func retained() async throws -> [Int64] {
    try await connection.retainedGenerations(cityID: 1, limit: 100)
  }

  /// The prices of space 100 today at some generations.
  fileprivate func prices(at generations: [Int64]) async throws -> [Int64?] {
    var prices: [Int64?] = []
    for generation in generations { prices.append(try await price(day: 0, at: generation)) }
    return prices
  }

  /// A copy of a cell under a version that no pointer names.
  fileprivate static let unpublishedCell = """
    select city_id, 5000 as version, date, day_hash, base_version, row_count, lowest_price_minor,
      content_hash, catalogue_hash, bookings_hash, prices_hash, score_hash, excluded_ids,
      excluded_reasons, today, inputs_as_of, built_at, run_id
    from almanac.cell limit 1
    """

  /// Rows of any kind that belong to no pointer.
  fileprivate static let orphans = """
    select (
      select count(*) from almanac.result as r where not exists (
        select 1 from almanac.cell_live as l
        where l.city_id = r.city_id and l.version = r.version)
    ) + (
      select count(*) from almanac.cell as c where not exists (
        select 1 from almanac.cell_live as l
        where l.city_id = c.city_id and l.version = c.version)
    ) + (
      select count(*) from almanac.cell_facets as f where not exists (
        select 1 from almanac.cell_live as l
        where l.city_id = f.city_id and l.version = f.version)
    )
    """
}
