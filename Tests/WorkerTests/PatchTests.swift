import Dates
import Discovery
import Postgres
import SQL
import Synchronization
import TestSupport
import Testing
import Worker

@testable import Store

/// Cells of which nothing but bookings and prices has changed: what the changes touch is judged
/// anew, and the rest is copied.
@Suite struct PatchTests {
  private static let job = WorkerMarket.job(
    """
    prices: [{name: tuesday, weekdays: [tue], change: +7%}]
    opening: {exceptions: {2026-12-03: closed}}
    layers:
      category: {desk: {prices: [{name: desks, add: -55}], notice_days: 1}}
      space: {102: {opening: {exceptions: {2026-12-03: 09:00-17:00}}}}
    """)

  /// A market whose changes are written down and of which a run has found every cell right.
  private static func withQuietMarket(
    _ body: @Sendable (WorkerMarket) async throws -> Void
  ) async throws {
    try await WorkerMarket.with { market in
      try await market.trackSource()
      _ = try await market.run(job).perform()
      try await body(market)
    }
  }

  /// Changes one after the other, each of one space.
  private static let changes: [(name: String, sql: String)] = [
    ("a booking", "insert into source.booking values (1, 102, 1, '2026-12-01', '2026-12-03', 2)"),
    (
      "a booking of the last unit",
      "insert into source.booking values (1, 100, 2, '2026-12-01', '2026-12-02', 1)"
    ),
    (
      "a booking moved by a day",
      "update source.booking set starts_on = '2026-12-02', ends_on = '2026-12-04' "
        + "where booking_id = 2"
    ),
    ("a cancelled booking", "delete from source.booking where booking_id = 2"),
    (
      "the lowest price",
      "insert into source.price_override values (1, 101, '2026-12-01', '2026-12-03', 900)"
    ),
    ("the lowest price raised", "update source.price_override set price_minor = 99999"),
    ("no override any more", "delete from source.price_override where space_id = 101"),
    (
      "a first price",
      "insert into source.price_override values (1, 104, '2026-12-02', '2026-12-04', 1445)"
    ),
    (
      "a booking of what is not offered",
      "insert into source.booking values (1, 103, 3, '2026-12-01', '2026-12-04', 1)"
    ),
    ("the first price lost", "delete from source.price_override where space_id = 104"),
    (
      "a booking without end",
      "insert into source.booking values (1, 101, 4, '2026-12-02', 'infinity', 1)"
    ),
    (
      "a day on which only one space is open",
      "insert into source.booking values (1, 102, 5, '2026-12-03', '2026-12-04', 12)"
    ),
    ("the booking of before", "delete from source.booking where booking_id = 5"),
  ]

  @Test func `it gives what building everything from nothing gives`() async throws {
    try await Self.withQuietMarket { market in
      try await WorkerMarket.with { oracle in
        for (name, sql) in Self.changes {
          for market in [market, oracle] { try await market.change(sql) }
          try await oracle.change(MutatedWorld.forget)
          _ = try await oracle.run(Self.job).perform()
          let report = try await market.run(Self.job).perform()
          #expect(report.cells.built > 0 && report.failures == [], "\(name)")
          #expect(try await market.contents() == oracle.contents(), "\(name)")
          #expect(try await market.overrides() == oracle.overrides(), "\(name)")
          // Hashes, ranks and cards, too: nothing is found different by building it whole.
          #expect(try await market.fingerprints() == oracle.fingerprints(), "\(name)")
        }
      }
    }
  }

  /// No source gives this number of units: a version that has it was copied from one.
  private static let tamper = "update almanac.result set units = 77 where space_id = 101"

  @Test func `what the change of one space does not touch is copied`() async throws {
    try await Self.withQuietMarket { market in
      try await market.change(Self.tamper)
      try await market.change(
        "insert into source.booking values (1, 100, 1, '2026-12-01', '2026-12-02', 1)")
      let report = try await market.run(Self.job).perform()
      #expect(report.cells.published == 1)
      #expect(try await market.live(1, 1) == ["102:1550:12", "101:59444:77"])
    }
  }

  /// What leaves nobody sure which spaces a change touches.
  private static let vague: [(name: String, sql: String)] = [
    (
      "two spaces in one statement",
      "insert into source.booking select 1, n, n, '2026-12-01', '2026-12-02', 1 "
        + "from generate_series(100, 102, 2) as n"
    ),
    ("a truncation", "truncate source.price_override"),
    ("a card", "update source.space set capacity = 9 where space_id = 100"),
    ("a slug", "update source.city set slug = 'lisboa' where city_id = 1"),
  ]

  @Test(arguments: vague)
  func `what touches nobody knows what is built whole`(
    change: (name: String, sql: String)
  ) async throws {
    try await Self.withQuietMarket { market in
      try await market.change(
        "insert into source.booking values (1, 100, 1, '2026-12-01', '2026-12-02', 1)")
      try await market.change(Self.tamper)
      try await market.change(change.sql)
      _ = try await market.run(Self.job).perform()
      let tampered = try await market.live(1, 1).filter { $0.hasSuffix(":77") }
      #expect(tampered == [])
    }
  }

  @Test func `of many versions it reads the base versions alone, planned for any values`()
    async throws
  {
    try await Self.withQuietMarket { market in
      try await market.change(
        """
        insert into almanac.result
        select (jsonb_populate_record(r, jsonb_build_object('version', r.version + 100 * n))).*
        from almanac.result as r cross join generate_series(1, 400) as n;
        analyze almanac.result;
        """)
      let statement = BuildStatement.composed(.patchCells, priceSteps: 4)
      let types =
        "int, bigint, date[], int[], bigint[], int[], bigint[], bigint[], bigint, bigint, date, "
        + "timestamptz, timestamptz, bigint, bigint, bigint, int, bigint, bigint[], bigint, bigint, "
        + "bigint[]"
      try await market.change("prepare patch (\(types)) as \(statement.sql)")
      try await market.connection.prepareForBuilds()
      try await market.connection.reusePlans()
      let nulls = Array(repeating: "null", count: 22).joined(separator: ", ")
      let plan = try await market.connection.query(
        Statement("plan", "explain execute patch (\(nulls))")
      ).map { try $0.get("QUERY PLAN", as: String.self) }
      let scans = plan.indices.filter { plan[$0].contains(/Scan.* on result\b/) }
      #expect(scans.count == 3)
      for scan in scans {
        #expect(plan[scan].contains("Index Scan using result_pkey"), "\(plan[scan])")
        #expect(plan[scan + 1].contains("(version = "), "\(plan[scan + 1])")
      }
    }
  }

  @Test func `a space that is let back meanwhile is not lost`() async throws {
    try await Self.withQuietMarket { market in
      let withdrawal = Withdrawal(spaceID: 101, person: "Ana")
      let connection = market.connection
      _ = try await withdrawal.perform(reason: nil, on: connection, at: .now())
      _ = try await market.run(Self.job).perform()
      try await market.change(
        "insert into source.booking values (1, 100, 1, '2026-12-01', '2026-12-02', 1)")
      let orders = try await market.orders()
      _ = try await withdrawal.undo(on: connection, at: .now())
      let context = BuildContext(
        cityID: 1, runID: 1, today: WorkerMarket.today, inputsAsOf: .now(), weights: .init(),
        currency: try #require(Currency(code: "EUR")))
      let built = try await connection.build(
        orders, in: context, priceSteps: 3, builtAt: .now(), patchLimit: 10)
      let rows = try await market.number(
        "select count(*) from almanac.result where space_id = 101 and version = "
          + "\(try #require(built.first { $0.isFresh }).version)")
      #expect(rows == 1)
    }
  }

  @Test func `nothing but bookings and prices is read when only they have changed`() async throws {
    try await Self.withQuietMarket { market in
      try await market.change(
        "insert into source.booking values (1, 100, 1, '2026-12-01', '2026-12-02', 1)")
      let readings = Readings()
      var listening = market
      listening.reading = { readings.add() }
      let report = try await listening.run(Self.job).perform()
      #expect(report.cells.published == 1 && report.cells.unchanged == 9)
      #expect(report.plan.map(\.reasons) == [[.bookings]])
      #expect(readings.count == 0)
      let edited = try await listening.run(Self.job + "\n# a remark").perform()
      #expect(edited.cells.unchanged == 10 && readings.count == 1)
      // One change after the other, beside cities that stay quiet.
      try await market.change("delete from source.booking")
      #expect(try await market.run(Self.job + "\n# a remark").perform().cells.published == 1)
    }
  }
}

/// How often something was read.
private final class Readings: Sendable {
  private let number = Mutex(0)
  var count: Int { number.withLock { $0 } }
  func add() { number.withLock { $0 += 1 } }
}

extension WorkerMarket {
  /// Orders for the live cells of the first city on their own ledgers.
  fileprivate func orders() async throws -> [CellOrder] {
    let range = DateRange(first: WorkerMarket.today, days: 5)
    return try await connection.liveCells(cityID: 1, range: range).map { cell in
      CellOrder(date: cell.date, baseVersion: cell.version, ledger: try #require(cell.ledger))
    }
  }

  /// The overrides of each live cell, in order.
  fileprivate func overrides() async throws -> [String] {
    try await lines(
      """
      select concat_ws(' ', l.city_id, l.date, u.id, u.price) as line
      from almanac.cell_live as l
      inner join almanac.cell as c on c.city_id = l.city_id and c.version = l.version
      cross join unnest(c.override_ids, c.override_prices) as u (id, price)
      where l.to_generation is null order by 1
      """)
  }

  /// What the live cells hash to and count, and what tells their rows apart, in order.
  fileprivate func fingerprints() async throws -> [String] {
    try await lines(
      """
      select concat_ws(
        ' ', l.city_id, l.date, c.row_count, c.content_hash, c.bookings_hash, c.prices_hash,
        c.day_hash, c.has_blocks, (
          select string_agg(concat_ws(':', r.space_id, r.space_rank, r.block), ' ' order by r.space_id)
          from almanac.result as r where r.city_id = l.city_id and r.version = l.version
        )) as line
      from almanac.cell_live as l
      inner join almanac.cell as c on c.city_id = l.city_id and c.version = l.version
      where l.to_generation is null order by 1
      """)
  }

  private func lines(_ sql: String) async throws -> [String] {
    try await connection.query(Statement("lines", sql)).map { try $0.get("line") }
  }
}
