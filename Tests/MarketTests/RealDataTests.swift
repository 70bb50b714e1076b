import Dates
import Market
import Postgres
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: RealData.folder != nil))
struct RealDataTests {
  private func withImport(
    of city: RealData.City, in subfolder: String = "",
    _ body: (ImportReport, Connection) async throws -> Void
  ) async throws {
    let folder = try SnapshotFolder(path: try #require(RealData.folder) + subfolder)
    let snapshot = try folder.snapshot(of: city.slug)
    try await TestCluster.shared().withConnection(.source) { connection in
      let report = try await InsideAirbnbImport(snapshot).run(on: connection)
      try await body(report, connection)
    }
  }

  @Test(arguments: RealData.cities)
  func `a whole city is imported day for day as its files say`(
    city: RealData.City
  ) async throws {
    try await withImport(of: city) { report, connection in
      #expect(report.written[.space] == city.listings)
      #expect(report.calendarRows == city.calendarRows)
      #expect(report.listingDays == city.listingDays)
      #expect(report.calendar?.description == city.calendar)
      #expect(report.ratingScale == city.ratingScale)
      #expect(report.issues.allSatisfy { $0.kind == .offeredAgainstListing })
      try await RealData.loadFiles(of: city.slug, on: connection)
      try await connection.expect("select count(*) from file_day", ["\(city.listingDays)"])
      try await compareDays(on: connection)
      try await compareAvailability(on: connection)
      try await compareListings(of: city, on: connection)
    }
  }

  /// Every listing on every date of the city's calendar: free exactly where the files offer it, at
  /// the calendar's price or else the listing's.
  private func compareDays(on connection: Connection) async throws {
    try await connection.run(
      script: """
        create temporary table imported_day as
        select
          s.space_id,
          d.date,
          coalesce(o.price_minor, s.base_price_minor) as price_minor
        from source.space as s
        cross join (select distinct date from file_day) as d
        left join source.price_override as o
          on o.space_id = s.space_id and d.date >= o.starts_on and d.date < o.ends_on
        where not exists (
          select 1 from source.booking as b
          where b.space_id = s.space_id and d.date >= b.starts_on and d.date < b.ends_on
        );
        analyze imported_day;
        """, name: "imported_day")
    try await connection.expect(
      """
      select
        count(*) filter (where f.space_id is null) as only_imported,
        count(*) filter (where i.space_id is null) as only_in_files,
        count(*) filter (where f.price_minor is distinct from i.price_minor) as other_price
      from (select * from file_day where available) as f
      full join imported_day as i on i.space_id = f.space_id and i.date = f.date
      """, ["0|0|0"])
  }

  /// The source counts the available days of the next 30, 60 and 90: wherever its own calendar
  /// agrees with the count, the days that were imported as free do too.
  private func compareAvailability(on connection: Connection) async throws {
    try await connection.run(
      script: """
        create temporary table own_first as
        select space_id, min(date) as first from file_day group by space_id;
        """, name: "own_first")
    for days in [30, 60, 90] {
      try await connection.expect(
        """
        with offered as (
          select d.space_id, count(*) filter (where d.available and d.date < w.first + \(days)) as free
          from file_day as d join own_first as w using (space_id) group by d.space_id
        ), imported as (
          select i.space_id, count(*) filter (where i.date < w.first + \(days)) as free
          from imported_day as i join own_first as w using (space_id)
          where i.date >= w.first group by i.space_id
        ), compared as (
          select l.availability_\(days)::integer as said, o.free, coalesce(i.free, 0) as imported
          from file_listing as l
          join offered as o on o.space_id = l.id::bigint
          left join imported as i on i.space_id = l.id::bigint
        )
        select
          count(*) filter (where free = said) >= 0.95 * count(*) as mostly_agrees,
          count(*) filter (where free = said and imported <> said) as wrong
        from compared
        """, ["true|0"])
    }
  }

  private func compareListings(of city: RealData.City, on connection: Connection) async throws {
    try await connection.expect(
      "select country, subdivision, currency from source.city",
      ["\(city.country)|\(city.subdivision ?? "-")|\(city.currency)"])
    try await connection.expect(
      """
      select count(*)
      from file_listing as l
      left join source.space as s on s.space_id = l.id::bigint
      left join source.venue as v using (city_id, venue_id)
      left join file_price as p on p.space_id = l.id::bigint
      where s.name is distinct from l.name
        or s.capacity is distinct from l.accommodates::integer
        or s.rating is distinct from
          round(nullif(l.review_scores_rating, '')::numeric * 5 / \(city.ratingScale), 2)
        or abs(v.latitude - l.latitude::float8) > 1e-7
        or abs(v.longitude - l.longitude::float8) > 1e-7
        or s.base_price_minor is distinct from p.price_minor
      """, ["0"])
    try await connection.expect(
      """
      select
        (select count(*) from source.venue)
        = (select count(distinct (round(latitude::numeric, 7), round(longitude::numeric, 7)))
            from file_listing),
        (select count(*) from source.add_on) between 10 and 30
      """, ["true|true"])
  }

  @Test(arguments: RealData.cities)
  func `a small snapshot without its own cities file is imported too`(
    city: RealData.City
  ) async throws {
    try await withImport(of: city, in: "/mini") { report, connection in
      #expect(report.written[.space] == 150)
      try await connection.expect(
        "select subdivision from source.city", [city.subdivision ?? "-"])
    }
  }

  @Test func `listings without a calendar are free every day`() async throws {
    let folder = try SnapshotFolder(path: try #require(RealData.folder))
    let snapshot = try folder.snapshot(of: "hong-kong")
    try await TestCluster.shared().withConnection(.source) { connection in
      let report = try await InsideAirbnbImport(snapshot).run(on: connection)
      #expect(report.written[.space] == 6_538)
      #expect(report.written[.booking] == 0)
      #expect(report.calendar == nil)
    }
  }
}
