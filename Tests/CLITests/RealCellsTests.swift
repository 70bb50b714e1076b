import Dates
import Discovery
import Foundation
import Market
import Postgres
import Store
import TestSupport
import Testing

/// Real listings and calendars, imported and rebuilt by the program: in every cell there is what
/// the files say, no more and no less.
@Suite(.serialized, .enabled(if: RealData.folder != nil))
struct RealCellsTests {
  /// A holiday in the first 90 days of each snapshot.
  private static let holidays = [
    "bergamo": "2025-08-15", "quebec": "2021-06-24", "singapore": "2023-11-13",
    "boston": "2024-07-04", "seattle2016": "2016-01-18",
  ]

  /// Every day open but public holidays, and no price rules: prices are the files' own.
  private static let job = """
    schema: 1
    title: The days as the files say them
    steps: [rebuild]
    cities: all
    horizon: { days: 90 }
    calendars: \(Program.repository.path)/Jobs/calendars
    missing_calendar: error
    holidays: { public: closed }
    """

  @Test(arguments: RealData.cities)
  func `for every listing and date, in the cell is what the files say`(
    city: RealData.City
  ) async throws {
    let job = FileManager.default.temporaryDirectory
      .appending(path: "almanac-\(UUID().uuidString).yml")
    try RealCellsTests.job.write(to: job, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: job) }
    try await TestCluster.shared().withDatabase(.empty) { url in
      let program = Program(database: url)
      #expect(try await program.run("migrate").status == 0)
      let connection = try await Connection.open(.worker(url: url))
      try await SourceTables.create(on: connection)
      let folder = try SnapshotFolder(path: try #require(RealData.folder))
      _ = try await InsideAirbnbImport(folder.snapshot(of: city.slug)).run(on: connection)
      let outcome = try await program.run(
        "rebuild", "--job", job.path, "--city", city.slug, "--today", city.first)
      #expect(outcome.status == 0, "\(outcome.errors)")
      try await RealData.loadFiles(of: city.slug, on: connection)
      try await connection.run(script: RealCellsTests.views, name: "views")
      try await compare(city, on: connection)
      try await explain(city, on: connection)
      await connection.close()
    }
  }

  /// Every listing of some of the cells is explained as it is listed, and the other way round.
  private func explain(_ city: RealData.City, on connection: Connection) async throws {
    let spaces = try await connection.query(
      Statement("spaces", "select array_agg(space_id) as ids from source.space"))
    let ids = try #require(spaces.first).get("ids", as: [Int64?].self).compactMap(\.self)
    let first = try #require(LocalDate(city.first))
    for index in 0..<RealCellsTests.explainedCells {
      let date = first.adding(days: index * 89 / RealCellsTests.explainedCells)
      var query = try SpacesQuery(QueryString("ids=0&date=\(date)"))
      query.ids = ids
      let rows = try await connection.query(
        Statement(
          "listed",
          "select space_id, price_minor from live_listing where date = $1::date"), [.date(date)])
      let listed: [Int64: Int64] = try rows.reduce(into: [:]) {
        $0[try $1.get("space_id")] = try $1.get("price_minor")
      }
      let facts = try await connection.spaceFacts(query)
      #expect(facts.count == city.listings)
      for fact in facts {
        let explanation = Explanation(fact, query: DiscoveryQuery(city: city.slug, date: date))
        let isListed = listed[fact.spaceID] != nil
        #expect(explanation?.isIncluded == isListed, "\(fact.spaceID) on \(date)")
        #expect((explanation?.reason == nil) == isListed, "\(fact.spaceID) on \(date)")
        let price = isListed ? fact.composition?.amountMinor : nil
        #expect(price == listed[fact.spaceID], "\(fact.spaceID) on \(date)")
      }
    }
  }

  /// Of each city; more in a long run.
  private static let explainedCells =
    ProcessInfo.processInfo.environment["ALMANAC_EXPLAINED_CELLS"].flatMap { Int($0) } ?? 1

  private func compare(_ city: RealData.City, on connection: Connection) async throws {
    let cells = try await connection.query(
      Statement(
        "cells",
        """
        select
          count(*) as cells,
          min(date)::text as first,
          (bool_or(not is_open and date = $1::date)) as is_closed,
          count(*) filter (
            where is_open and row_count + cardinality(excluded_ids) <> $2::bigint
          ) as unexplained
        from live_day
        """), [.text(RealCellsTests.holidays[city.slug] ?? ""), .int8(Int64(city.listings))])
    let found = try #require(cells.first)
    #expect(try found.get("cells", as: Int64.self) == 90)
    #expect(try found.get("first", as: String.self) == city.first)
    #expect(try found.get("is_closed", as: Bool.self))
    #expect(try found.get("unexplained", as: Int64.self) == 0)
    let difference = try await connection.query(
      Statement(
        "difference",
        """
        select
          count(*) as compared,
          count(*) filter (where f.space_id is null) as only_in_cells,
          count(*) filter (where l.space_id is null) as only_in_files,
          count(*) filter (where f.price_minor <> l.price_minor) as other_price
        from (
          select f.* from file_day as f
          inner join live_day as d on d.date = f.date and d.is_open
          where f.available and f.price_minor is not null
        ) as f
        full join live_listing as l on l.space_id = f.space_id and l.date = f.date
        """))
    let row = try #require(difference.first)
    #expect(try row.get("compared", as: Int64.self) > 50_000)
    #expect(try row.get("only_in_cells", as: Int64.self) == 0)
    #expect(try row.get("only_in_files", as: Int64.self) == 0)
    #expect(try row.get("other_price", as: Int64.self) == 0)
  }

  private static let views = """
    create temporary view live_day as
    select c.city_id, c.version, l.date, d.status = 'open' as is_open, c.row_count, c.excluded_ids
    from almanac.cell_live as l
    join almanac.cell as c on c.city_id = l.city_id and c.version = l.version
    join almanac.day as d on d.city_id = c.city_id and d.day_hash = c.day_hash
    where l.to_generation is null;
    create temporary view live_listing as
    select d.date, r.space_id, r.price_minor
    from live_day as d
    join almanac.result as r on r.city_id = d.city_id and r.version = d.version;
    """
}
