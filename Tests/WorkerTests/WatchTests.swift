import Dates
import EmbeddedPostgres
import Expansion
import Postgres
import Store
import Synchronization
import TestSupport
import Testing
import Worker

@Suite struct WatchTests {
  /// Looks again only when it is told to.
  private static let deaf = WatchPace(
    poll: .seconds(86_400), debounce: .zero, round: .seconds(86_400), today: WorkerMarket.today)

  @Test func `a writer that notifies wakes a watch that would not look for a day`() async throws {
    try await WorkerMarket.with { market in
      try await market.trackSource(notifying: true)
      try await market.watching(Self.deaf) { events in
        _ = try await events.run { $0.cells.published == 10 }
        try await market.book(100, day: 1)
        _ = try await events.run { $0.cells.published == 1 }
        #expect(try await market.live(1, 1).count == 2)
        try await market.price(500)
        // On the day that it is booked its price is of no matter.
        _ = try await events.run { $0.cells.published == 4 }
      }
    }
  }

  @Test func `each look is told, and those of a round with every city that failed`() async throws {
    try await WorkerMarket.with { market in
      try await market.change("update source.city set currency = 'XXA' where city_id = 2")
      let pace = WatchPace(
        poll: .milliseconds(1), debounce: .zero, round: .zero, today: WorkerMarket.today)
      try await market.watching(pace) { events in
        #expect(try await events.look() == ["tokyo"])
        try await market.change("update source.city set currency = 'JPY' where city_id = 2")
        while try await events.look() != [] {}
        #expect(try await market.live(2, 0).count == 1)
      }
    }
  }

  @Test func `a watch publishes nothing into a schema that it does not know`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        "create table kept as select * from almanac.migration; delete from almanac.migration")
      let pace = WatchPace(
        poll: .milliseconds(1), debounce: .zero, round: .zero, today: WorkerMarket.today)
      try await market.watching(pace) { events in
        try await events.trouble()
        #expect(try await market.number("select count(*) from almanac.run") == 0)
        try await market.change("insert into almanac.migration select * from kept")
        _ = try await events.run { $0.cells.published == 10 }
      }
    }
  }

  @Test func `a watch removes what is past from time to time`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("update almanac.cell_live set date = date - 4000 where city_id = 2")
      let pace = WatchPace(
        poll: .milliseconds(1), debounce: .zero, round: .zero, prune: .zero,
        today: WorkerMarket.today)
      try await market.watching(pace) { events in
        _ = try await events.look()
        let past = "select count(*) from almanac.cell_live where date < '2020-01-01'"
        #expect(try await market.number(past) == 0)
        #expect(try await market.live(2, 0).count == 1)
      }
    }
  }

  @Test(arguments: [false, true])
  func `writers notify only where they are asked to`(isAsked: Bool) async throws {
    try await WorkerMarket.with { market in
      try await market.trackSource(notifying: !isAsked)
      try await market.trackSource(notifying: isAsked)
      let functions =
        "select count(*) from pg_proc where prosrc like '%notify%' and proname like 'capture%'"
      #expect(try await market.number(functions) == (isAsked ? 7 : 0))
    }
  }

  @Test func `at midnight a city's next date comes into the horizon`() async throws {
    try await WorkerMarket.with { market in
      // 23:59 in Lisbon, where it is the day after in Tokyo already.
      let clock = SetClock("2026-11-30T23:59:00Z")
      let pace = WatchPace(poll: .milliseconds(1), debounce: .zero, round: .zero)
      try await market.watching(pace, present: { clock.now }) { events in
        let first = try await events.run { $0.cells.published == 10 }
        #expect(first.plan.map(\.date).max() == LocalDate("2026-12-05"))
        clock.set("2026-12-01T00:00:00Z")
        let next = try await events.run { $0.cells.published > 0 }
        #expect(
          next.plan.filter(\.isBuilt).filter { $0.reasons == [.new] }.map(\.date)
            == [LocalDate("2026-12-05")])
      }
    }
  }

  @Test func `a watch outlives a restart of the database`() async throws {
    try await ScratchCluster.with { cluster in
      let url = try await cluster.up().url
      try await DatabaseTemplate.worker.fill(url)
      var connection = try await Connection.open(.worker(url: url))
      let pace = WatchPace(
        poll: .milliseconds(10), debounce: .zero, round: .zero, today: WorkerMarket.today)
      try await WorkerMarket(url: url, connection: connection).watching(pace) { events in
        _ = try await events.run { $0.cells.published == 10 }
        await connection.close()
        try await cluster.down()
        try await events.trouble()
        _ = try await cluster.up()
        connection = try await Connection.open(.worker(url: url))
        let market = WorkerMarket(url: url, connection: connection)
        try await market.book(100, day: 1)
        let done = try await events.run { $0.cells.published == 1 }
        // No lease of the time before the restart was in its way.
        #expect(done.busy.isEmpty)
        #expect(try await market.live(1, 1).count == 2)
        await connection.close()
      }
    }
  }

  @Test func `a watch that is stopped in the middle leaves the change to the next`() async throws {
    try await WorkerMarket.with { market in
      try await market.trackSource()
      _ = try await market.run().perform()
      try await market.book(100, day: 1)
      let interruption = Interruption()
      let rules = try market.rules()
      let watch = Watch(
        pace: WatchPace(today: WorkerMarket.today), settings: .worker(url: market.url),
        interruption: interruption, rules: { rules.take() }, report: { _ in })
      // The build waits meanwhile, so that the stop comes in the middle of it.
      try await market.change("begin; lock table almanac.cell in exclusive mode")
      async let end: Void = watch.run()
      let waiting = """
        select count(*) from pg_locks where not granted
          and database = (select oid from pg_database where datname = current_database())
        """
      while try await market.number(waiting) == 0 {}
      interruption.request()
      try await market.change("commit")
      await end
      let open = "select count(*) from almanac.lease where owner is not null"
      #expect(try await market.number(open) == 0)
      let pending = try await market.number("select count(*) from almanac.change")
      let live = try await market.live(1, 1).count
      // Either it was in time for all of it, or nothing of it is there.
      #expect(pending == 1 && live == 3 || pending == 0 && live == 2)
      _ = try await market.run().perform()
      #expect(try await market.live(1, 1).count == 2)
      #expect(try await market.number("select count(*) from almanac.change") == 0)
    }
  }
}

/// A clock that stands until it is set.
final class SetClock: Sendable {
  private let instant: Mutex<Instant?>

  init(_ text: String) {
    instant = Mutex(Instant(rfc3339: text))
  }

  var now: Instant { instant.withLock { $0 } ?? .now() }

  func set(_ text: String) { instant.withLock { $0 = Instant(rfc3339: text) } }
}

/// What a watch tells, one event after the other.
struct WatchEvents: Sendable {
  let stream: AsyncStream<WatchEvent>

  /// The next run that meets a condition.
  func run(_ condition: (RunReport) -> Bool) async throws -> RunReport {
    for await event in stream {
      if case .ran(let report) = event, condition(report) { return report }
    }
    throw Ended()
  }

  /// The cities that failed in the next look.
  func look() async throws -> [String] {
    for await event in stream {
      if case .looked(let failures, _) = event { return failures.map(\.city) }
    }
    throw Ended()
  }

  /// Waits for the next trouble.
  func trouble() async throws {
    for await event in stream {
      if case .trouble = event { return }
    }
    throw Ended()
  }

  /// The watch has ended before.
  struct Ended: Error {}
}

/// Rules that are handed out once, as by files that do not change.
final class OnceRules: Sendable {
  private let rules: Mutex<JobRules?>

  init(_ rules: JobRules) {
    self.rules = Mutex(rules)
  }

  func take() -> JobRules? {
    rules.withLock { rules in
      defer { rules = nil }
      return rules
    }
  }
}

extension WorkerMarket {
  fileprivate func rules() throws -> OnceRules {
    let loaded = LoadedJob("job.yml", from: .memory(["job.yml": WorkerMarket.job()]))
    return OnceRules(
      JobRules(
        job: try #require(loaded.job, "\(loaded.report)"), calendars: loaded.calendars))
  }

  /// Calls `body` beside a watch, which ends with it.
  fileprivate func watching(
    _ pace: WatchPace, present: @Sendable @escaping () -> Instant = { .now() },
    _ body: (WatchEvents) async throws -> Void
  ) async throws {
    let (stream, events) = AsyncStream<WatchEvent>.makeStream()
    let interruption = Interruption()
    let rules = try rules()
    let watch = Watch(
      pace: pace, settings: .worker(url: url), interruption: interruption,
      rules: { rules.take() }, present: present, report: { events.yield($0) })
    async let end: Void = watch.run()
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(WatchEvents(stream: stream)))
    } catch {
      result = .failure(error)
    }
    interruption.request()
    await end
    try result.get()
  }
}
