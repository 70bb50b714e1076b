import Dates
import Postgres
import Store
import TestSupport
import Testing
import Worker

@Suite struct RebuildTests {
  @Test func `the first run publishes every cell and the second changes nothing`() async throws {
    try await WorkerMarket.with { market in
      let first = try await market.run().perform()
      #expect(first.outcome == .done)
      #expect(first.cells.built == 10 && first.cells.published == 10)
      #expect(first.rowsWritten == 5 * 3 + 5)
      #expect(try await market.live(1, 0) == ["102:1500:12", "100:10000:1", "101:55555:1"])
      #expect(try await market.live(2, 4) == ["9007199254740993:9999:2"])

      let second = try await market.run().perform()
      #expect(second.cells.built == 0 && second.cells.unchanged == 10)
      #expect(second.generation == nil && second.rowsWritten == 0)
      #expect(try await market.number("select count(*) from almanac.cell") == 10)
      #expect(try await market.number("select count(*) from almanac.city_check") == 4)
    }
  }

  @Test func `a booking makes stale the nights that it covers and no others`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let (from, to) = (WorkerMarket.today.adding(days: 1), WorkerMarket.today.adding(days: 3))
      try await market.change(
        "insert into source.booking values (1, 100, 1, '\(from)', '\(to)', 1)")
      let plan = try await market.run().plan()
      #expect(plan.plan.map(\.date) == [from, from.adding(days: 1)])
      #expect(plan.plan.allSatisfy { $0.city == "lisbon" && $0.reasons == [.bookings] })

      let report = try await market.run().perform()
      #expect(report.cells.published == 2 && report.cells.unchanged == 8)
      #expect(try await market.live(1, 0).count == 3)
      #expect(try await market.live(1, 1) == ["102:1500:12", "101:55555:1"])
      #expect(try await market.live(1, 3).count == 3)
    }
  }

  @Test func `planning leaves no trace`() async throws {
    try await WorkerMarket.with { market in
      let report = try await market.run().plan()
      #expect(report.plan.count == 10)
      for table in ["city", "card", "category", "day", "cell", "run"] {
        #expect(try await market.number("select count(*) from almanac.\(table)") == 0)
      }
    }
  }

  @Test func `every space that is missing has its reason`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        """
        insert into source.booking values (1, 102, 1, '\(WorkerMarket.today)',
          '\(WorkerMarket.today.adding(days: 1))', 12);
        update source.venue set active = false where venue_id = 20;
        """)
      _ = try await market.run().perform()
      let rows = try await market.connection.query(
        Statement(
          "reasons",
          """
          select string_agg(u.id || '=' || u.reason, ' ' order by u.id) as reasons
          from almanac.cell as c
          cross join unnest(c.excluded_ids, c.excluded_reasons) as u (id, reason)
          where c.date = $1::date
          group by c.city_id order by c.city_id
          """), [.date(WorkerMarket.today)])
      #expect(
        try rows.map { try $0.get("reasons", as: String.self) } == [
          "102=10 103=3 104=11", "9007199254740993=4",
        ])
    }
  }

  @Test func `a rebuild with equal content renews the ledger and publishes nothing`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      // Two bookings on a space that is inactive anyway change inputs and no content.
      try await market.change(
        """
        insert into source.booking values (1, 103, 1, '\(WorkerMarket.today)',
          '\(WorkerMarket.today.adding(days: 2))', 1)
        """)
      let report = try await market.run().perform()
      #expect(report.cells.built == 2 && report.cells.published == 0)
      #expect(try await market.run().perform().cells.built == 0)
      #expect(try await market.number("select count(*) from almanac.cell") == 10)
    }
  }

  @Test func `full builds everything and publishes only what differs`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let report = try await market.run { $0.isFull = true }.perform()
      #expect(report.cells.built == 10 && report.cells.published == 0)
      #expect(try await market.number("select count(*) from almanac.generation") == 2)
    }
  }

  /// A city that is new to the planner looks as if it had one space.
  @Test func `a build does not go by what the planner thinks of a city's size`() async throws {
    try await WorkerMarket.with { market in
      let proxy = try StatementProxy(serverFolder: try await TestCluster.shared().socketFolder) {
        $0.replacing(
          "from cells as c\norder by c.date",
          with: "from cells as c where current_setting('enable_nestloop') = 'off' order by c.date")
      }
      defer { proxy.remove() }
      let database = try #require(market.url.split(separator: " ").last)
      let proxied = WorkerMarket(
        url: "host=\(proxy.folder) port=5432 user=postgres \(database)",
        connection: market.connection)
      #expect(try await proxied.run().perform().cells.built == 10)
      #expect(proxy.alteredCount > 0)
    }
  }

  @Test func `one city's failure does not stop the others`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        "update source.city set time_zone = 'Europe/lisbon' where city_id = 1")
      let report = try await market.run().perform()
      #expect(report.outcome == .failed)
      #expect(report.cells.published == 5)
      #expect(report.failures.map(\.city) == ["lisbon"])
      let failures = try await market.connection.standingFailures(at: .now())
      #expect(failures.map(\.runID) == [try #require(report.runID)])
      #expect(failures.map(\.failure.city) == ["lisbon"])
      #expect(failures[0].failure.message.contains("'Europe/lisbon'"))
    }
  }

  @Test func `a failure inside the build is kept and its city's cells stay as they were`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(
        """
        insert into source.booking values (1, 100, 1, '\(WorkerMarket.today)',
          '\(WorkerMarket.today.adding(days: 1))', 1);
        alter table almanac.result add constraint broken check (city_id <> 1) not valid;
        """)
      let report = try await market.run().perform()
      #expect(report.outcome == .failed && report.failures.map(\.stage) == ["build"])
      #expect(try await market.live(1, 0).count == 3)
      let leased = "select count(*) from almanac.lease where owner is not null"
      #expect(try await market.number(leased) == 0)
    }
  }

  @Test func `an unknown city is refused by name`() async throws {
    try await WorkerMarket.with { market in
      _ = await #expect(throws: RunError.unknownCity("porto", known: ["lisbon", "tokyo"])) {
        _ = try await market.run { $0.cities = ["porto"] }.perform()
      }
    }
  }
}
