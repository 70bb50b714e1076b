import Dates
import Store
import TestSupport
import Testing
import Worker

/// Dates beyond `horizon.near_days`, whose bookings and prices not every run compares.
@Suite struct FarDatesTests {
  private static func job(_ rules: String = "") -> String {
    """
    schema: 1
    cities: [lisbon]
    missing_calendar: ignore
    horizon: {days: 20, near_days: 5, far_every_days: 7}
    \(rules)
    """
  }

  /// A booking of one night on each of these dates, counted from `WorkerMarket.today`.
  private static func book(_ days: [Int], in market: WorkerMarket) async throws {
    for day in days {
      let date = WorkerMarket.today.adding(days: day)
      try await market.change(
        "insert into source.booking values (1, 102, \(day), '\(date)', '\(date.adding(days: 1))', 1)"
      )
    }
  }

  /// The days, counted from `WorkerMarket.today`, that a run on a later day would build.
  private static func planned(
    _ market: WorkerMarket, _ day: Int, _ job: String = job(),
    _ change: (inout RunRequest) -> Void = { _ in }
  ) async throws -> [Int] {
    let today = WorkerMarket.today.adding(days: day)
    return try await market.run(job, today: today, change).plan().plan
      .map { WorkerMarket.today.days(to: $0.date) }
  }

  @Test func `a booking on a far date waits until the date is due`() async throws {
    try await WorkerMarket.with { market in
      let first = try await market.run(Self.job()).perform()
      #expect(first.cells.published == 20)
      try await Self.book([3, 18], in: market)

      let second = try await market.run(
        Self.job(), today: WorkerMarket.today.adding(days: 1)
      ).perform()
      // The near one, and the date that is new at the end.
      #expect(second.plan.map { WorkerMarket.today.days(to: $0.date) } == [3, 20])
      #expect(second.cells.unchanged == 4)
      #expect(
        try await market.number("select count(*) from almanac.city_check where run_id = 2") == 2)

      #expect(try await Self.planned(market, 2) == [21])
      #expect(try await Self.planned(market, 6) == [21, 22, 23, 24, 25])
      #expect(try await Self.planned(market, 7) == [18, 21, 22, 23, 24, 25, 26])
    }
  }

  @Test func `a missed week costs nothing but time`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.job()).perform()
      try await Self.book([14], in: market)
      #expect(try await Self.planned(market, 8).contains(14))
    }
  }

  @Test func `whoever asks for cities, dates or everything gets them`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.job()).perform()
      try await Self.book([10], in: market)
      let far = WorkerMarket.today.adding(days: 10)
      #expect(try await Self.planned(market, 0) == [])
      #expect(try await Self.planned(market, 0) { $0.cities = ["lisbon"] } == [10])
      #expect(try await Self.planned(market, 0) { $0.from = far } == [10])
      #expect(try await Self.planned(market, 0) { $0.to = far } == [10])
      #expect(try await Self.planned(market, 0) { $0.isFull = true } == Array(0..<20))
    }
  }

  @Test func `an edit of rules or of the catalogue is never put off`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.job()).perform()
      let date = WorkerMarket.today.adding(days: 12)
      let rules = "prices: [{name: fair, dates: \(date), change: +50%}]"
      #expect(try await Self.planned(market, 0, Self.job(rules)) == [12])
      try await market.change("update source.space set capacity = 2 where space_id = 102")
      #expect(try await Self.planned(market, 0) == Array(0..<20))
    }
  }

  /// Brings a booking of day 10 in, and goes back to before it.
  private static func rollBack(_ market: WorkerMarket) async throws {
    _ = try await market.run(job()).perform()
    let before = try await market.connection.lastGeneration()
    try await book([10], in: market)
    _ = try await market.run(job()) { $0.from = WorkerMarket.today }.perform()
    _ = try await market.act(.rollBack(to: before))
  }

  @Test func `what a rollback has moved is due once it is unpinned`() async throws {
    try await WorkerMarket.with { market in
      try await Self.rollBack(market)
      #expect(try await market.act(.unpin).deeds.map(\.cells) == [20])
      #expect(try await Self.planned(market, 0) == [10])
    }
  }

  @Test func `what is looked at while it is pinned is due once it is unpinned`() async throws {
    try await WorkerMarket.with { market in
      try await Self.rollBack(market)
      // A run that read the pins before they were gone, and says so afterwards.
      try await market.change("delete from almanac.city_check")
      let report = try await market.run(Self.job()) { $0.from = WorkerMarket.today }.perform()
      #expect(report.cells.pinned == 1)
      try await market.change("delete from almanac.pin")
      #expect(try await Self.planned(market, 0) == [10])
    }
  }

  @Test func `what another publication has come before stays due`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.job()).perform()
      try await Self.book([10, 11], in: market)
      // Somebody publishes day 10 the moment before this run does.
      try await market.change(
        """
        delete from almanac.city_check;
        create function almanac.forestall() returns trigger language plpgsql as $$
        begin
          insert into almanac.pin
          select 1, 1, datemultirange(daterange(c.date, c.date + 1)), now(), 1
          from (select date '\(WorkerMarket.today)' + 10 as date) as c;
          return new;
        end $$;
        create trigger forestall after insert on almanac.cell
        for each row when (new.date = date '\(WorkerMarket.today)' + 10)
        execute function almanac.forestall();
        """)
      let report = try await market.run(Self.job()) { $0.from = WorkerMarket.today }.perform()
      #expect(report.cells.published == 1 && report.cells.superseded == 1)
      try await market.change("drop trigger forestall on almanac.cell; delete from almanac.pin")
      #expect(try await market.run(Self.job()).perform().cells.published == 1)
    }
  }
}
