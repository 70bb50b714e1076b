import Dates
import Store
import Testing
import Worker

/// Rows of the source that cannot be used, and what becomes of the cities that are in order.
@Suite struct SourceFaultTests {
  /// What makes the row of Lisbon unusable, and how its failure is told.
  private static let faults: [(sql: String, city: String, message: String)] = [
    (
      "insert into source.city select * from source.city where city_id = 1", "lisbon",
      "source.city has 2 rows for the city 1; a view's join may repeat it"
    ),
    (
      "update source.city set time_zone = null where city_id = 1", "lisbon",
      "its row of source.city has no time_zone"
    ),
    (
      "update source.city set latitude = null where city_id = 1", "lisbon",
      "its row of source.city has no latitude"
    ),
    (
      "update source.city set slug = null where city_id = 1", "city 1",
      "its row of source.city has no slug"
    ),
    (
      "update source.city set city_id = null where city_id = 1", "lisbon",
      "its row of source.city has no city_id"
    ),
  ]

  /// Lets `source.city` be what a careless view gives.
  private static let unguarded = """
    alter table source.city rename to kept;
    create table source.city as select * from source.kept;
    """

  @Test(arguments: faults)
  func `a row that cannot be used fails its city, and the others go on`(
    fault: (sql: String, city: String, message: String)
  ) async throws {
    try await WorkerMarket.with { market in
      try await market.change(Self.unguarded)
      _ = try await market.run().perform()
      let live = try await market.contents()
      try await market.change("\(fault.sql); update source.space set capacity = 7")
      let report = try await market.run().perform()
      #expect(report.outcome == .failed)
      #expect(
        report.failures == [
          RunFailure(city: fault.city, stage: "catalogue", message: fault.message)
        ])
      #expect(report.cells.published == 5 && Set(report.plan.map(\.city)) == ["tokyo"])
      // What is live of the city stays.
      for (key, content) in try await market.contents() where key.city == 1 {
        #expect(content == live[key])
      }
      #expect(try await market.contents().count == 10)
    }
  }

  @Test func `a city at fault can be asked for by its slug, and others do without it`()
    async throws
  {
    try await WorkerMarket.with { market in
      try await market.change(
        "\(Self.unguarded); update source.city set currency = null where city_id = 1")
      let asked = try await market.run { $0.cities = ["lisbon"] }.perform()
      #expect(asked.failures.map(\.city) == ["lisbon"])
      let other = try await market.run { $0.cities = ["tokyo"] }.perform()
      #expect(other.outcome == .done && other.cells.published == 5)
    }
  }

  @Test(arguments: [5_000_000_000_000_000_000, 9_999_999_999_999_999])
  func `a price that no rule can be applied to says where to look`(price: Int) async throws {
    try await WorkerMarket.with { market in
      let job = WorkerMarket.job("prices: [{name: all, weekdays: [mon-sun], change: +1%}]")
      try await market.price(price)
      let report = try await market.run(job).perform()
      #expect(
        report.failures.map(\.message) == [
          "a price or another number of the source is too large (bigint out of range); "
            + "'almanac source check' names its row"
        ])
      #expect(report.cells.published == 5)
    }
  }

  @Test func `add-ons may come and go for ever, and a bit in use keeps its meaning`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      for round in 0..<5 {
        // 60 others each time, one of which a space offers.
        try await market.change(
          """
          delete from source.add_on where add_on like 'x%'
            and add_on not in (select add_on from source.space_add_on);
          insert into source.add_on
          select 1, format('x%s-%s', \(round), n), 'X' from generate_series(1, 58 - \(round)) as n;
          insert into source.space_add_on values (1, 101, 'x\(round)-1', null);
          """)
        #expect(try await market.run().perform().failures.map(\.message) == [])
      }
      let shown = """
        select count(*) from almanac.cell_live as l
        inner join almanac.result as r on r.city_id = l.city_id and r.version = l.version
        inner join almanac.add_on as a
          on a.city_id = r.city_id and r.add_ons & (1::bigint << a.bit) <> 0
        where r.city_id = 1 and r.space_id = 101 and l.to_generation is null
          and a.add_on in (
            select s.add_on from source.space_add_on as s where s.space_id = 101)
        """
      #expect(try await market.number(shown) == 5 * 5)
    }
  }

  @Test func `an add-on more than there are bits fails its city`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(
        "insert into source.add_on select 1, 'x' || n, 'X' from generate_series(1, 62) as n")
      let report = try await market.run().perform()
      #expect(
        report.failures.map(\.message) == [
          "more than 63 add-ons, counting those that retained versions still show; offer "
            + "fewer in source.add_on"
        ])
    }
  }
}
