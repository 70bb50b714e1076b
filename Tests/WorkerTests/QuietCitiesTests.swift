import Dates
import Postgres
import Store
import TestSupport
import Testing
import Worker

/// Cities of which a run knows without a look that nothing has changed.
@Suite struct QuietCitiesTests {
  /// A market whose changes are written down and that a run has found right.
  private static func withQuietMarket(
    _ body: @Sendable (WorkerMarket) async throws -> Void
  ) async throws {
    try await WorkerMarket.with { market in
      try await market.trackSource()
      _ = try await market.run().perform()
      try await body(market)
    }
  }

  /// Performs a run, which leaves so many cities alone.
  private static func expect(
    quiet: Int, _ market: WorkerMarket, _ job: String = WorkerMarket.job(),
    today: LocalDate = WorkerMarket.today, _ change: (inout RunRequest) -> Void = { _ in },
    at place: SourceLocation = #_sourceLocation
  ) async throws {
    let report = try await market.run(job, today: today, change).perform()
    let found = try await market.quietCities(of: report)
    #expect(found == quiet, sourceLocation: place)
  }

  @Test func `a run over quiet cities counts their cells and takes no lease`() async throws {
    try await Self.withQuietMarket { market in
      let fences = try await market.number("select sum(fence) from almanac.lease")
      let report = try await market.run().perform()
      #expect(report.cells.unchanged == 10 && report.cells.built == 0)
      #expect(report.outcome == .done && report.stages.isEmpty)
      #expect(report.cityIDs == ["lisbon": 1, "tokyo": 2])
      #expect(try await market.quietCities(of: report) == 2)
      #expect(try await market.number("select sum(fence) from almanac.lease") == fences)
      #expect(
        try await market.number(
          "select count(*) from almanac.run where outcome = 'done' and cells_unchanged = 10") == 1)
    }
  }

  /// What makes a run look at cities again, and at how many of the two.
  private static let causes: [(name: String, sql: String, quiet: Int)] = [
    (
      "a booking", "insert into source.booking values (1, 102, 1, '2026-12-01', '2026-12-02', 1)", 1
    ),
    (
      "a booking of no known city",
      "insert into source.booking values (9, 9, 1, '2026-12-01', '2026-12-02', 1)", 0
    ),
    ("a name", "update source.city set name = 'Lisboa' where city_id = 1", 0),
    (
      "a new city",
      "insert into source.city select 3, 'porto', 'Porto', 'PT', null, time_zone, "
        + "'EUR', 41, -8 from source.city where city_id = 1", 0
    ),
    (
      "capture that was away",
      "alter table source.venue disable trigger almanac_update; "
        + "alter table source.venue enable always trigger almanac_update", 0
    ),
    (
      "a column that is computed anew",
      "alter table source.space alter column capacity type integer using capacity + 1", 0
    ),
    (
      "a column with a default for the rows that are there",
      "alter table source.space drop column attributes; "
        + "alter table source.space add column attributes jsonb default '{\"a\": 1}'", 0
    ),
    ("a publication", "insert into almanac.generation values (99, 2, 'refresh', 1, 0, now())", 1),
    (
      "a held cell",
      """
      insert into almanac.held_cell
      select city_id, date, version, version, '{x}', '', 1, '{}', null, now(), 1
      from almanac.cell where city_id = 1 limit 1
      """, 1
    ),
    ("a slug that was not moved", "update almanac.city set slug = 'lisbon~1' where city_id = 1", 1),
    (
      "a comparison of long ago",
      "update almanac.city set trusted_at = now() - interval '8 days' "
        + "where city_id = 1", 1
    ),
  ]

  @Test(arguments: causes)
  func `whatever happened is looked at, once`(
    cause: (name: String, sql: String, quiet: Int)
  ) async throws {
    try await Self.withQuietMarket { market in
      try await market.change(cause.sql)
      try await Self.expect(quiet: cause.quiet, market)
      let cities = try await market.number("select count(*) from source.city")
      try await Self.expect(quiet: cities, market)
    }
  }

  @Test func `a column that is computed anew is published`() async throws {
    try await Self.withQuietMarket { market in
      try await market.change(
        "alter table source.space alter column base_price_minor type bigint "
          + "using base_price_minor * 2")
      #expect(try await market.run().perform().cells.published == 10)
      #expect(try await market.price(day: 0) == 20_000)
    }
  }

  @Test func `other rules, another day and who asks for everything are looked at`() async throws {
    try await Self.withQuietMarket { market in
      let edited = WorkerMarket.job("# a remark")
      try await Self.expect(quiet: 0, market, edited)
      try await Self.expect(quiet: 2, market, edited)
      let tomorrow = WorkerMarket.today.adding(days: 1)
      try await Self.expect(quiet: 0, market, edited, today: tomorrow)
      try await Self.expect(quiet: 2, market, edited, today: tomorrow)
      try await Self.expect(quiet: 0, market, edited, today: tomorrow) { $0.isFull = true }
      try await Self.expect(quiet: 0, market, edited, today: tomorrow) { $0.from = tomorrow }
      try await Self.expect(quiet: 1, market, edited, today: tomorrow) { $0.cities = ["tokyo"] }
    }
  }

  @Test func `a change beyond the dates of another job is still found`() async throws {
    try await Self.withQuietMarket { market in
      try await market.change(
        "insert into source.booking values (1, 102, 1, '2026-12-04', '2026-12-05', 1)")
      let short = WorkerMarket.job(horizon: 2)
      _ = try await market.run(short) { $0.to = WorkerMarket.today.adding(days: 1) }.perform()
      _ = try await market.run(short).perform()
      #expect(try await market.run().perform().cells.published == 1)
    }
  }

  @Test func `a withdrawal that is undone is looked at`() async throws {
    try await Self.withQuietMarket { market in
      let withdrawal = Withdrawal(spaceID: 102, person: "Ana")
      let connection = market.connection
      _ = try await withdrawal.perform(reason: nil, on: connection, at: .now())
      _ = try await withdrawal.undo(on: connection, at: .now())
      let report = try await market.run().perform()
      #expect(report.cells.published == 5)
      #expect(try await market.quietCities(of: report) == 1)
    }
  }

  @Test func `cells that a rollback has pinned are looked at until they are right`() async throws {
    try await Self.withQuietMarket { market in
      let generations = try await market.publishPrices([20_000])
      _ = try await market.act(.rollBack(to: generations[0] - 1), cities: ["lisbon"])
      for _ in 1...2 {
        let report = try await market.run().perform()
        #expect(report.cells.pinned == 5)
        #expect(try await market.quietCities(of: report) == 1)
      }
      _ = try await market.act(.unpin)
      #expect(try await market.run().perform().cells.published == 5)
      try await Self.expect(quiet: 2, market)
    }
  }

  @Test func `a city that another process works on is busy, quiet or not`() async throws {
    try await Self.withQuietMarket { market in
      let other = "00000000-0000-4000-8000-000000000001"
      _ = try await market.connection.acquireLease("city/1", owner: other, runID: 1, seconds: 60)
      let report = try await market.run().perform()
      #expect(report.busy.map(\.city) == ["lisbon"])
      #expect(try await market.quietCities(of: report) == 1)
    }
  }

  @Test func `a run that prunes prunes quiet cities too`() async throws {
    try await Self.withQuietMarket { market in
      let report = try await market.run { $0.prunes = true }.perform()
      #expect(report.cells.unchanged == 10 && report.cells.built == 0)
      #expect(report.stages.map(\.name) == ["prune"])
    }
  }

  @Test func `what is odd about the rules is said by every run`() async throws {
    try await Self.withQuietMarket { market in
      let odd = WorkerMarket.job("layers: {city: {atlantis: {notice_days: 1}}}")
      for _ in 1...2 {
        let report = try await market.run(odd).perform()
        #expect(report.notices.count == 1 && report.cells.unchanged == 10)
      }
    }
  }

  @Test func `without change capture every city is looked at`() async throws {
    try await WorkerMarket.with { market in
      for _ in 1...2 { try await Self.expect(quiet: 0, market) }
    }
  }
}
