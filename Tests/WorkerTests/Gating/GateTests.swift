import Dates
import Postgres
import Store
import Testing
import Worker

@Suite struct GateTests {
  static let gated = WorkerMarket.job("gates: {max_removed: 30%, max_added: 30%}")

  @Test func `a version that breaks a gate is held, once, and the live one stays`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.book(100, day: 1)
      let first = try await market.run(Self.gated).perform()
      #expect(first.outcome == .findings && first.generation == nil)
      #expect(first.cells.built == 1 && first.cells.held == 1 && first.cells.published == 0)
      #expect(
        first.held.map(\.cell.summary) == ["1 of 3 spaces removed (33.33%), more than 30%"])
      #expect(first.held.map(\.cell.reasons) == [["max_removed"]])
      #expect(try await market.live(1, 1).count == 3)

      let second = try await market.run(Self.gated).perform()
      #expect(second.outcome == .findings)
      #expect(second.cells.built == 0 && second.cells.held == 1)
      #expect(second.plan.map(\.reasons) == [[.bookings, .held]])
      #expect(try await market.number("select count(*) from almanac.held_cell") == 1)
    }
  }

  @Test func `unheld cells of the city are published, and the generation says what changed`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.book(100, day: 1)
      try await market.change(
        """
        insert into source.price_override values (1, 100, '\(WorkerMarket.today)',
          '\(WorkerMarket.today.adding(days: 1))', 12000)
        """)
      let report = try await market.run(Self.gated).perform()
      #expect(report.cells.published == 1 && report.cells.held == 1)
      let row = try await market.connection.query(
        Statement(
          "generation", "select * from almanac.generation order by generation desc limit 1"))[0]
      #expect(try row.get("held", as: Int32.self) == 1)
      #expect(try row.get("rows_added", as: Int64?.self) == 0)
      #expect(try row.get("rows_removed", as: Int64?.self) == 0)
      #expect(try row.get("rows_changed", as: Int64?.self) == 1)
    }
  }

  @Test func `a newer build replaces what is held, and the return of the inputs frees it`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.book(100, day: 1)
      _ = try await market.run(Self.gated).perform()
      try await market.book(101, day: 1)
      let second = try await market.run(Self.gated).perform()
      #expect(second.cells.built == 1)
      #expect(second.held.map(\.cell.summary) == ["2 of 3 spaces removed (66.67%), more than 30%"])
      try await market.change("delete from source.booking")
      let third = try await market.run(Self.gated).perform()
      #expect(third.outcome == .done && third.cells.built == 0 && third.cells.held == 0)
      #expect(try await market.number("select count(*) from almanac.held_cell") == 0)
    }
  }

  @Test func `other gates decide anew`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.book(100, day: 1)
      _ = try await market.run(Self.gated).perform()
      let report = try await market.run(WorkerMarket.job("gates: {max_removed: 34%}")).perform()
      #expect(report.outcome == .done && report.cells.published == 1)
      #expect(try await market.number("select count(*) from almanac.held_cell") == 0)
      #expect(try await market.live(1, 1).count == 2)
    }
  }

  @Test func `a version that a killed run left unchecked is checked before it is published`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run(Self.gated).perform()
      try await market.book(100, day: 1)
      _ = try await market.run(Self.gated).perform()
      try await market.change("delete from almanac.held_cell")
      let report = try await market.run(Self.gated).perform()
      #expect(report.cells.built == 0 && report.cells.held == 1 && report.cells.published == 0)
    }
  }

  @Test func `first versions pass the gates that are parts, and not the least count of rows`()
    async throws
  {
    try await WorkerMarket.with { market in
      let gates = """
        gates: {max_removed: 0%, max_added: 0%, max_closed_days: 0%}
        layers: {city: {tokyo: {gates: {min_rows: 2}}, lisbon: {gates: {min_rows: 3}}}}
        """
      let report = try await market.run(WorkerMarket.job(gates)).perform()
      #expect(report.outcome == .findings)
      #expect(report.cells.published == 5 && report.cells.held == 5)
      #expect(Set(report.held.map(\.city)) == ["tokyo"])
      #expect(report.held.first?.cell.summary == "1 space in an open cell, fewer than 2")
    }
  }

  @Test func `what a holiday closes is not removed, and other closures are`() async throws {
    try await WorkerMarket.with { market in
      let date = WorkerMarket.today.adding(days: 2)
      let calendar = """
        schema: 1
        id: PT
        title: {en: Portugal}
        holidays:
          feast: {dates: [{on: \(date)}]}
        """
      let rules = "gates: {max_removed: 30%, max_closed_days: 10%}\n"
      _ = try await market.run(WorkerMarket.job(rules)).perform()
      let holiday = try await market.run(
        WorkerMarket.job(rules + "holidays: {public: closed}"),
        files: ["calendars/PT.yml": calendar]
      ).perform()
      #expect(holiday.outcome == .done, "\(holiday.held) \(holiday.failures)")
      #expect(try await market.live(1, 2) == [])

      let exception = "opening: {exceptions: {\(WorkerMarket.today): closed}}"
      let closed = try await market.run(
        WorkerMarket.job(rules + "holidays: {public: closed}\n" + exception),
        files: ["calendars/PT.yml": calendar]
      ).perform()
      #expect(closed.cells.published == 0 && closed.cells.held == 2)
      #expect(
        Set(closed.held.map(\.cell.reasons)) == [["max_closed_days", "max_removed"]])
    }
  }

  @Test func `a gate over a city's totals holds all its new versions`() async throws {
    try await WorkerMarket.with { market in
      let gates = "gates: {max_closed_days: 20%}\n"
      _ = try await market.run(WorkerMarket.job(gates)).perform()
      let days = (0..<2).map { "\(WorkerMarket.today.adding(days: $0)): closed" }
      let rules = gates + "opening: {exceptions: {\(days.joined(separator: ", "))}}"
      try await market.book(100, day: 4)
      let report = try await market.run(WorkerMarket.job(rules)).perform()
      #expect(report.cells.built == 5 && report.cells.published == 0 && report.cells.held == 5)
      let lisbon = report.held.filter { $0.city == "lisbon" }.map(\.cell)
      #expect(lisbon.count == 3)
      #expect(
        Set(lisbon.map(\.summary)) == [
          "2 of 5 dates newly closed without a holiday (40%), more than 20%"
        ])
    }
  }

  @Test func `prices that move too far are held`() async throws {
    try await WorkerMarket.with { market in
      let gates = "gates: {max_price_change: {median: 10%, p95: 50%}}"
      _ = try await market.run(WorkerMarket.job(gates)).perform()
      // One of three by more than half: the middle price stays, the last one does not.
      try await market.change(
        """
        insert into source.price_override values (1, 100, '\(WorkerMarket.today)',
          '\(WorkerMarket.today.adding(days: 1))', 15001)
        """)
      let report = try await market.run(WorkerMarket.job(gates)).perform()
      #expect(report.held.map(\.cell.reasons) == [["max_price_change.p95"]])
      try await market.change("update source.price_override set price_minor = 15000")
      let exact = try await market.run(WorkerMarket.job(gates)).perform()
      #expect(exact.outcome == .done && exact.cells.published == 1)
    }
  }

  @Test func `the lost lease of a late run holds nothing`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let owners = (1...2).map { "6b0f3c0e-2c5e-4a1b-9a3e-00000000000\($0)" }
      let late = try #require(
        try await market.connection.acquireLease(
          "city/1", owner: owners[0], runID: 1, seconds: 0))
      _ = try await market.connection.acquireLease(
        "city/1", owner: owners[1], runID: 2, seconds: 60)
      let cell = HeldCell(
        date: WorkerMarket.today, version: 1, baseVersion: nil, reasons: ["verify"],
        summary: "price 1 instead of 2", excess: 1, figures: "{}")
      #expect(
        try await market.connection.hold([cell], cityID: 1, lease: late, runID: 1, at: .now())
          == 0)
    }
  }
}

extension WorkerMarket {
  /// Books a space of Lisbon for one night.
  func book(_ space: Int, day: Int) async throws {
    let night = WorkerMarket.today.adding(days: day)
    try await change(
      """
      insert into source.booking
      select 1, \(space), count(*), '\(night)', '\(night.adding(days: 1))', 12
      from source.booking
      """)
  }
}
