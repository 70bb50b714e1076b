import Dates
import Postgres
import Store
import Testing
import Worker

/// What becomes of a city that the source has no more, and of its slug.
@Suite struct CityRemovalTests {
  static let gated = WorkerMarket.job("gates: {max_removed: 30%, least_count: 1}")

  @Test func `the cells of a city that is gone end, and older reads still answer`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let before = try await market.connection.lastGeneration()
      try await market.change("delete from source.city where city_id = 1")
      let planned = try await market.run().plan()
      #expect(
        planned.plan.filter { $0.city == "lisbon" }.map(\.reasons)
          == .init(repeating: [.gone], count: 5))
      let report = try await market.run().perform()
      #expect(report.outcome == .done && report.cells.published == 5)
      #expect(try await market.liveCities() == [2])
      let listed = try await market.connection.listedCities().map(\.slug)
      #expect(listed == ["tokyo"])
      #expect(try await market.connection.cityStatus(at: .now()).map(\.city) == ["tokyo"])
      #expect(try await market.price(day: 2, at: before) == 10_000)
      let generation = try #require(
        try await market.connection.listGenerations(cityIDs: [1], limit: 1).first)
      #expect(generation.cells == 5 && generation.changes?.removed == 15)
      // Once is enough.
      let again = try await market.run().perform()
      #expect(again.generation == nil && again.cells.published == 0)
      let cards = "select count(*) from almanac.card where city_id = 1 and is_current"
      #expect(try await market.number(cards) == 0)
    }
  }

  @Test func `a city that comes back is built anew`() async throws {
    try await WorkerMarket.with { market in
      try await market.trackSource()
      _ = try await market.run().perform()
      try await market.change("create table kept as select * from source.city where city_id = 1")
      try await market.change("delete from source.city where city_id = 1")
      _ = try await market.run().perform()
      try await market.book(100, day: 1)
      try await market.change("insert into source.city select * from kept")
      let report = try await market.run().perform()
      #expect(report.cells.built == 5 && report.cells.published == 5)
      #expect(try await market.live(1, 1).count == 2)
      #expect(try await market.connection.listedCities().map(\.slug) == ["lisbon", "tokyo"])
      #expect(try await market.number("select count(*) from almanac.change") == 0)
    }
  }

  @Test func `a gate holds the end of a city until a person decides`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.change("create table kept as select * from source.city where city_id = 1")
      try await market.change("delete from source.city where city_id = 1")
      for _ in 1...2 {
        let held = try await market.run(Self.gated).perform()
        #expect(held.outcome == .findings && held.cells.held == 5 && held.generation == nil)
        #expect(
          held.held.first?.cell.summary
            == "the source has the city no more: all 15 spaces of 5 dates gone (100%), "
            + "more than 30%")
      }
      #expect(try await market.liveCities() == [1, 2])
      let status = try await market.connection.cityStatus(at: .now())
      #expect(status.map(\.held) == [5, 0])
      let plan = try await market.run(Self.gated).plan().plan
      #expect(plan.allSatisfy { $0.reasons == [.gone, .held] } && plan.count == 5)

      #expect(try await market.act(.discard, to: 0).deeds.map(\.cells) == [1, 0])
      #expect(try await market.run(Self.gated).perform().cells.held == 4)
      #expect(try await market.act(.release).deeds.map(\.cells) == [4, 0])
      #expect(try await market.live(1, 0).count == 3)
      #expect(try await market.live(1, 1).isEmpty)
      #expect(try await market.connection.listedCities().map(\.slug) == ["lisbon", "tokyo"])

      try await market.change("insert into source.city select * from kept")
      let back = try await market.run(Self.gated).perform()
      #expect(back.outcome == .done && back.cells.published == 4)
      #expect(try await market.number("select count(*) from almanac.held_cell") == 0)
    }
  }

  @Test func `a release leaves a city that the source has again`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.change("create table kept as select * from source.city where city_id = 1")
      try await market.change("delete from source.city where city_id = 1")
      _ = try await market.run(Self.gated).perform()
      try await market.change("insert into source.city select * from kept")
      let release = try await market.act(.release)
      #expect(release.outcome == .findings && release.deeds[0].cells == 0)
      #expect(release.deeds[0].refused.map(\.reason).first == "the source has the city again")
      #expect(try await market.liveCities() == [1, 2])
    }
  }

  @Test(arguments: [WorkerMarket.job(), gated])
  func `a city that was away for a moment while a run began stays`(job: String) async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(job).perform()
      try await market.change(
        """
        update source.space set base_price_minor = 10100 where city_id = 2;
        create table kept as select * from source.city where city_id = 1;
        delete from source.city where city_id = 1;
        create function public.return() returns trigger language plpgsql as $$
        begin
          insert into source.city select * from kept;
          return null;
        end
        $$;
        create trigger return after insert on almanac.generation
        for each statement execute function public.return();
        """)
      let report = try await market.run(job).perform()
      #expect(report.outcome == .done && report.cells.published == 5 && report.cells.held == 0)
      #expect(try await market.liveCities() == [1, 2])
      let cards = "select count(*) from almanac.card where city_id = 1 and is_current"
      #expect(try await market.number(cards) == 5)
    }
  }

  @Test func `no cell ends of a city that the source has`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let lease = try await market.lease()
      let live = try await market.connection.liveCells(
        cityID: 1, range: DateRange(first: WorkerMarket.today, days: 5))
      let ends = live.map(CellMove.init(ending:))
      let publish = { @Sendable in
        try await market.connection.publish(
          ends, cityID: 1, lease: lease, kind: .rebuild, runID: 1, at: .now())
      }
      #expect(try await publish() == nil)
      try await market.change("delete from source.city where city_id = 1")
      #expect(try await publish()?.dates.count == 5)
    }
  }

  @Test func `a rollback brings a city back, pinned, until it is unpinned`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let before = try await market.connection.lastGeneration()
      try await market.change("delete from source.city where city_id = 1")
      _ = try await market.run().perform()
      let back = try await market.act(.rollBack(to: before))
      #expect(back.deeds.map(\.cells) == [5, 0] && back.deeds.map(\.pinned) == [5, 5])
      #expect(try await market.connection.listedCities().map(\.slug) == ["lisbon", "tokyo"])
      let kept = try await market.run().perform()
      #expect(kept.cells.published == 0 && kept.cells.pinned == 5)
      _ = try await market.act(.unpin)
      #expect(try await market.run().perform().cells.published == 5)
      #expect(try await market.liveCities() == [2])
    }
  }

  @Test func `a prune forgets what is left of a city once its dates are over`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("delete from source.city where city_id = 1")
      _ = try await market.run { $0.prunes = true }.perform()
      #expect(try await market.number("select count(*) from almanac.cell where city_id = 1") == 5)
      let later = WorkerMarket.today.adding(days: 9)
      let noon = try #require(Instant(rfc3339: "\(later)T12:00:00Z"))
      _ = try await market.run(today: later) {
        $0.prunes = true
        $0.present = { noon }
      }.perform()
      #expect(try await market.number("select count(*) from almanac.cell where city_id = 1") == 0)
      #expect(try await market.connection.knownCities().gone.isEmpty)
    }
  }

  @Test func `another city may take the slug of one that is gone`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.change(
        """
        delete from source.city where city_id = 1;
        insert into source.city values
          (3, 'lisbon', 'Lisboa', 'PT', null, 'Europe/Lisbon', 'EUR', 38.7, -9.1);
        update source.venue set city_id = 3 where venue_id = 10;
        update source.space set city_id = 3 where venue_id = 10;
        """)
      let report = try await market.run(Self.gated).perform()
      #expect(report.failures.isEmpty && report.cells.published == 5 && report.cells.held == 5)
      #expect(report.held.first?.city == "lisbon~1")
      #expect(try await market.slugs() == ["1 lisbon~1", "2 tokyo", "3 lisbon"])
      #expect(try await market.act(.release, cities: ["lisbon~1"]).deeds.map(\.cells) == [5])
      #expect(try await market.connection.listedCities().map(\.slug) == ["lisbon", "tokyo"])
    }
  }

  @Test func `two cities may exchange their slugs, and one may have another`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(
        """
        alter table source.city drop constraint city_slug_key;
        update source.city set slug = case city_id when 1 then 'tokyo' else 'lisbon' end;
        """)
      let report = try await market.run().perform()
      #expect(report.failures.isEmpty && report.cells.built == 0)
      #expect(try await market.slugs() == ["1 tokyo", "2 lisbon"])
      try await market.change("update source.city set slug = 'edo' where city_id = 2")
      _ = try await market.run().perform()
      #expect(try await market.slugs() == ["1 tokyo", "2 edo"])
    }
  }

  @Test func `a slug that the source has twice is an error of the second city`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(
        """
        alter table source.city drop constraint city_slug_key;
        update source.city set slug = 'lisbon';
        """)
      let report = try await market.run().perform()
      #expect(
        report.failures.map(\.message)
          == ["source.city has the slug 'lisbon' for several cities: 1, 2"])
      #expect(try await market.slugs() == ["1 lisbon", "2 tokyo"])
    }
  }

  @Test func `an empty source removes nothing`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("truncate source.city")
      await #expect(throws: RunError.emptySource) {
        _ = try await market.run().perform()
      }
      #expect(try await market.liveCities() == [1, 2])
    }
  }

  @Test func `a city that is gone can be named, and others leave it alone`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("delete from source.city where city_id = 1")
      _ = try await market.run { $0.cities = ["tokyo"] }.perform()
      #expect(try await market.liveCities() == [1, 2])
      #expect(try await market.run { $0.cities = ["lisbon"] }.perform().cells.published == 5)
      #expect(try await market.liveCities() == [2])
    }
  }
}

extension WorkerMarket {
  /// The numbers of the cities of which something is live.
  func liveCities() async throws -> [Int32] {
    try await connection.query(
      Statement(
        "live_cities",
        "select distinct city_id from almanac.cell_live where to_generation is null order by 1")
    ).map { try $0.get("city_id") }
  }

  /// Every city's number and slug.
  fileprivate func slugs() async throws -> [String] {
    try await connection.query(
      Statement("slugs", "select city_id || ' ' || slug as slug from almanac.city order by city_id")
    ).map { try $0.get("slug") }
  }
}
