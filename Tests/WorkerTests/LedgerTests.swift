import Dates
import Discovery
import Postgres
import Store
import Testing
import Worker

@Suite struct LedgerTests {
  /// A change of the source, the job that is in force after it, and what the plan says of lisbon.
  struct Change: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var sql = ""
    var job = WorkerMarket.job()
    var reasons: [ChangedInput]
  }

  private static let changes = [
    Change(
      testDescription: "a space", sql: "update source.space set capacity = 9 where space_id = 100",
      reasons: [.catalogue]),
    Change(
      testDescription: "a venue that is renamed",
      sql: "update source.venue set name = 'Chiado' where venue_id = 10", reasons: [.catalogue]),
    Change(
      testDescription: "a category that is renamed",
      sql: "update source.space set category = 'room' where space_id = 100",
      reasons: [.catalogue]),
    Change(
      testDescription: "an add-on of a space",
      sql: "insert into source.space_add_on values (1, 101, 'wifi', null)", reasons: [.addOns]),
    Change(
      testDescription: "an add-on that no space has",
      sql: "insert into source.add_on values (1, 'sauna', 'Sauna')", reasons: []),
    Change(
      testDescription: "the currency", sql: "update source.city set currency = 'JPY'",
      reasons: [.score]),
    Change(
      testDescription: "weights", job: WorkerMarket.job("recommended: {rating: 11}"),
      reasons: [.score]),
    Change(
      testDescription: "a price rule",
      job: WorkerMarket.job("prices: [{name: all, weekdays: [mon-sun], change: +1%}]"),
      reasons: [.configuration]),
    Change(
      testDescription: "the country, which has layers",
      sql: "update source.city set country = 'ES' where city_id = 1",
      job: WorkerMarket.job("layers: {country: {ES: {opening: {weekly: {mon-sun: closed}}}}}"),
      reasons: [.configuration]),
    Change(
      testDescription: "the slug, which has a layer",
      sql: "update source.city set slug = 'lisboa' where city_id = 1",
      job: WorkerMarket.job("layers: {city: {lisboa: {capacity: [{name: half, factor: 50%}]}}}"),
      reasons: [.configuration]),
    Change(
      testDescription: "a truncation", sql: "truncate source.space_add_on", reasons: [.addOns]),
  ]

  @Test(arguments: changes)
  func `each kind of input has its own reason`(change: Change) async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(change.sql)
      let plan = try await market.run(change.job).plan().plan.filter { $0.city != "tokyo" }
      #expect(Set(plan.map(\.reasons)) == (change.reasons.isEmpty ? [] : [change.reasons]))
      _ = try await market.run(change.job).perform()
      #expect(try await market.run(change.job).plan().plan == [])
    }
  }

  @Test func `a holiday is told from a rule`() async throws {
    let rules = "holidays: {public: closed}"
    @Sendable func job(_ calendar: String) -> [String: String] {
      ["job.yml": WorkerMarket.job(rules), "calendars/pt.yml": calendar]
    }
    let plain = """
      schema: 1
      id: PT
      title: {en: Portugal}
      holidays:
        christmas-day: {date: 12-25}
      """
    let day = WorkerMarket.today.adding(days: 2)
    let feast = plain + "\n  feast: {dates: [{on: \(day), status: confirmed}]}\n"
    try await WorkerMarket.with { market in
      _ = try await market.run(files: job(plain)).perform()
      let plan = try await market.run(files: job(feast)).plan().plan
      #expect(plan.map(\.date) == [day] && plan.map(\.reasons) == [[.calendars]])
      _ = try await market.run(files: job(feast)).perform()
      #expect(try await market.live(1, 2) == [])
    }
  }

  @Test func `fingerprints of another source are not believed`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(
        """
        alter table source.booking rename to was_booking;
        create table source.booking (like source.was_booking);
        """)
      let plan = try await market.run().plan().plan
      #expect(plan.count == 10 && plan.allSatisfy { $0.reasons == [.source] })
      let report = try await market.run().perform()
      #expect(report.cells.built == 10 && report.cells.published == 0)
      #expect(try await market.run().plan().plan == [])
    }
  }

  @Test func `a ledger says what was hashed in the snapshot of the build`() async throws {
    try await WorkerMarket.with { market in
      let report = try await market.run().perform()
      let range = DateRange(first: WorkerMarket.today, days: 5)
      let truth = try await market.connection.liveCells(cityID: 1, range: range)
        .sorted { $0.date < $1.date }
      // Orders whose inputs were hashed when other bookings, prices and cards were there.
      let orders = try truth.map { cell in
        var order = CellOrder(
          date: cell.date, baseVersion: cell.version, ledger: try #require(cell.ledger))
        order.ledger.bookingsHash = 1
        order.ledger.pricesHash = 2
        order.ledger.catalogueHash = 3
        order.ledger.addOnsHash = 4
        return order
      }
      let context = BuildContext(
        cityID: 1, runID: try #require(report.runID), today: WorkerMarket.today,
        inputsAsOf: .now(), weights: .init(), currency: try #require(Currency(code: "EUR")))
      let built = try await market.connection.build(
        orders, in: context, priceSteps: 0, builtAt: .now())
      #expect(built.count == 5 && built.allSatisfy { !$0.isFresh })
      let renewed = try await market.connection.liveCells(cityID: 1, range: range)
        .sorted { $0.date < $1.date }
      #expect(renewed == truth)
    }
  }

  @Test func `what readers cannot see is not published`() async throws {
    try await WorkerMarket.with { market in
      let today = WorkerMarket.today
      try await market.change(
        """
        insert into source.price_override values
          (1, 100, '\(today)', '\(today.adding(days: 2))', 7700)
        """)
      _ = try await market.run().perform()
      // Under an override the base price does not show.
      try await market.change("update source.space set base_price_minor = 1 where space_id = 100")
      let report = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(report.cells.built == 5 && report.cells.published == 3)
      #expect(try await market.live(1, 0).contains("100:7700:1"))
      #expect(try await market.live(1, 2).contains("100:1:1"))
    }
  }

  @Test func `another currency of the same places is published`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change("update source.city set currency = 'USD' where city_id = 1")
      #expect(try await market.run().perform().cells.published == 5)
    }
  }

  @Test func `an add-on that comes later is closed when the job says so`() async throws {
    let job = WorkerMarket.job("add_ons: {catering: {weekdays: [tue]}}")
    try await WorkerMarket.with { market in
      _ = try await market.run(job).perform()
      try await market.change(
        """
        insert into source.add_on values (1, 'catering', 'Catering');
        insert into source.space_add_on values (1, 100, 'catering', null)
        """)
      _ = try await market.run(job).perform()
      let offered = """
        select count(*) from almanac.result as r
        inner join almanac.cell_live as l using (city_id, version)
        inner join almanac.add_on as a on a.city_id = r.city_id and a.add_on = 'catering'
        where l.to_generation is null and r.add_ons & (1::bigint << a.bit) <> 0
        """
      #expect(try await market.number(offered) == 1)
    }
  }

  @Test func `an override without a first or last day is an override`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        "insert into source.price_override values (1, 100, '-infinity', 'infinity', 4200)")
      _ = try await market.run().perform()
      #expect(try await market.live(1, 4).contains("100:4200:1"))
    }
  }
}
