import Dates
import Postgres
import TestSupport
import Testing

@testable import Market

@Suite struct InsideAirbnbImportTests {
  private func withImport(
    of slug: String, rebaseTo: String? = nil,
    _ body: (ImportReport, Connection) async throws -> Void
  ) async throws {
    let snapshot = try SnapshotFolder(path: Fixtures.folder).snapshot(of: slug)
    let date = try rebaseTo.map { try #require(LocalDate($0)) }
    try await TestCluster.shared().withConnection(.source) { connection in
      let report = try await InsideAirbnbImport(snapshot, rebaseTo: date).run(on: connection)
      try await body(report, connection)
    }
  }

  @Test func `listings become spaces of their places`() async throws {
    try await withImport(of: "atlantis") { report, connection in
      try await connection.expect(
        """
        select s.space_id, v.name, s.name, s.category, s.capacity, s.units,
          coalesce(s.base_price_minor, -1), coalesce(s.rating, -1), s.active
        from source.space as s join source.venue as v using (city_id, venue_id)
        order by s.space_id
        """,
        [
          "101|Old Port|Harbour \"View\"\r\nupper deck|entire-home-apt|4|1|125000|4.80|true",
          "106|Reef|No calendar|shared-room|1|1|500|-1|true",
          "107|Reef|Overlaps|hotel-room|1|1|5000|5.00|true",
          "9007199254740993|Old Port|灯台の部屋|private-room|2|1|-1|-1|true",
          "9007199254740994|Old Port|Neighbour|private-room|2|1|8000|1.00|true",
        ])
      try await connection.expect("select count(*) from source.venue", ["3"])
      #expect(report.ratingScale == 100)
      #expect(report.written[.space] == 5)
      #expect(report.written[.venue] == 3)
      #expect(report.written[.city] == 1)
    }
  }

  @Test func `amenities in both syntaxes become add-ons`() async throws {
    try await withImport(of: "atlantis") { _, connection in
      try await connection.expect(
        "select space_id, add_on from source.space_add_on order by space_id, add_on",
        [
          "101|kitchen", "101|tv", "101|wifi", "107|pool", "9007199254740993|wifi",
        ])
      try await connection.expect(
        "select add_on, name from source.add_on order by add_on",
        [
          "kitchen|Kitchen", "pool|Pool", "tv|TV", "wifi|Wi-Fi",
        ])
    }
  }

  @Test func `dates that a calendar does not offer are booked in the longest runs`() async throws {
    try await withImport(of: "atlantis") { _, connection in
      try await connection.expect(
        "select space_id, starts_on, ends_on, units from source.booking order by 1, 2",
        [
          "101|2030-01-04|2030-01-06|1",
          "106|2030-01-01|2030-01-11|1",
          "107|2030-01-08|2030-01-09|1",
          "9007199254740993|2030-01-01|2030-01-02|1",
          "9007199254740993|2030-01-05|2030-01-09|1",
        ])
    }
  }

  @Test func `prices of the calendar override the listing's where they differ`() async throws {
    try await withImport(of: "atlantis") { _, connection in
      try await connection.expect(
        """
        select space_id, starts_on, ends_on, price_minor
        from source.price_override order by 1, 2
        """,
        [
          "101|2030-01-06|2030-01-11|90000",
          "107|2030-01-07|2030-01-11|5500",
          "9007199254740993|2030-01-02|2030-01-07|7000",
          "9007199254740993|2030-01-07|2030-01-09|7500",
        ])
    }
  }

  @Test func `what was skipped, dropped or settled is reported by line`() async throws {
    try await withImport(of: "atlantis") { report, _ in
      let lines = report.issues.flatMap(\.first).map { issue in
        "\(issue.file.split(separator: "/").last ?? ""):\(issue.line) \(issue.kind.rawValue) "
          + "x\(issue.count) \(issue.detail)"
      }
      #expect(
        lines == [
          "atlantis-listings.csv:8 damaged-record x1 2 fields where the header has 12",
          "atlantis-listings.csv:7 repeated-listing x1 listing 101 stands on line 2 already",
          "atlantis-listings.csv:6 invalid-place x1 listing 105: ', '",
          "atlantis-listings.csv:10 invalid-capacity x1 listing 107: '0'",
          "atlantis-listings.csv:5 offered-against-listing x1 listing 9007199254740994, days: 10",
          "atlantis-listings.csv:9 listing-without-calendar x1 listing 106",
          "atlantis-calendar.csv:15 invalid-dates x1 listing 107: '2030-02-30' to '2030-03-01'",
          "atlantis-calendar.csv:10 unknown-listing x1 listing 999, rows: 1",
          "atlantis-calendar.csv:14 repeated-day x1 listing 107, days: 1, the first 2030-01-10, "
            + "also on line 12",
          "atlantis-calendar.csv:12 contradictory-day x3 listing 107, days: 3, "
            + "the first 2030-01-05, also on line 11",
        ])
      #expect(report.calendarRows == 14)
      #expect(report.listingDays == 39)
      #expect(report.availableDays == 32)
      #expect(report.uncoveredDays == 11)
      #expect(report.calendar?.description == "2030-01-01..2030-01-10")
    }
  }

  @Test func `day-by-day calendars, gzip and a currency without cents`() async throws {
    try await withImport(of: "lemuria") { report, connection in
      try await connection.expect(
        "select space_id, base_price_minor, rating from source.space order by 1",
        [
          "201|12000|4.87", "202|-|0.00",
        ])
      try await connection.expect(
        "select space_id, starts_on, ends_on from source.booking",
        [
          "201|2030-02-28|2030-03-02"
        ])
      try await connection.expect(
        "select space_id, starts_on, ends_on, price_minor from source.price_override",
        [
          "202|2030-02-26|2030-03-04|12000"
        ])
      #expect(report.issues.map(\.kind) == [.invalidPrice])
      #expect(report.calendarRows == 12)
      #expect(report.listingDays == 12)
    }
  }

  @Test func `a city is known by its slug with the facts of cities.csv`() async throws {
    try await withImport(of: "lemuria") { _, connection in
      try await connection.expect(
        "select slug, name, country, time_zone, currency, latitude from source.city",
        [
          "lemuria|Lemuria|JP|Asia/Tokyo|JPY|35.65"
        ])
    }
  }

  @Test func `rebasing moves every date by the same whole days`() async throws {
    try await withImport(of: "atlantis", rebaseTo: "2031-03-01") { report, connection in
      #expect(report.movedByDays == 424)
      #expect(report.calendar?.description == "2030-01-01..2030-01-10")
      try await connection.expect(
        "select starts_on, ends_on from source.booking where space_id = 106",
        [
          "2031-03-01|2031-03-11"
        ])
      try await connection.expect(
        "select starts_on, ends_on from source.price_override where space_id = 101",
        [
          "2031-03-06|2031-03-11"
        ])
    }
  }

  @Test func `importing again replaces the city and keeps its numbers`() async throws {
    let folder = try SnapshotFolder(path: Fixtures.folder)
    let query = """
      select * from (
        select 1, b::text from source.booking as b union all
        select 2, p::text from source.price_override as p union all
        select 3, s::text from source.space as s union all
        select 4, v::text from source.venue as v union all
        select 5, o::text from source.space_add_on as o union all
        select 6, c::text from source.city as c
      ) as all_rows order by 1, 2
      """
    try await TestCluster.shared().withConnection(.source) { connection in
      for slug in ["lemuria", "atlantis"] {
        _ = try await InsideAirbnbImport(folder.snapshot(of: slug)).run(on: connection)
      }
      let once = try await connection.lines(query)
      for slug in ["atlantis", "lemuria", "atlantis"] {
        _ = try await InsideAirbnbImport(folder.snapshot(of: slug)).run(on: connection)
      }
      try await connection.expect(query, once)
    }
  }

  @Test func `booking numbers stay when the dates are moved`() async throws {
    let snapshot = try SnapshotFolder(path: Fixtures.folder).snapshot(of: "atlantis")
    let query = "select space_id, booking_id from source.booking order by 1, 2"
    try await TestCluster.shared().withConnection(.source) { connection in
      _ = try await InsideAirbnbImport(snapshot).run(on: connection)
      let before = try await connection.lines(query)
      let date = try #require(LocalDate("2029-12-31"))
      _ = try await InsideAirbnbImport(snapshot, rebaseTo: date).run(on: connection)
      try await connection.expect(query, before)
    }
  }

  @Test func `a listing that another city has is left there`() async throws {
    let snapshot = try SnapshotFolder(path: Fixtures.folder).snapshot(of: "atlantis")
    var facts = snapshot.city
    facts.slug = "poseidonis"
    let copy = SnapshotFolder.Snapshot(
      city: facts, listings: snapshot.listings, calendar: snapshot.calendar)
    try await TestCluster.shared().withConnection(.source) { connection in
      _ = try await InsideAirbnbImport(snapshot).run(on: connection)
      let report = try await InsideAirbnbImport(copy).run(on: connection)
      #expect(report.written[.space] == 0)
      let elsewhere = report.issues.first { $0.kind == .listingOfAnotherCity }
      #expect(elsewhere?.count == 6)
      #expect(elsewhere?.first.first?.detail == "listing 101 stands in the city 'atlantis' already")
      try await connection.expect("select count(*) from source.space", ["5"])
    }
  }

  @Test func `a failing import leaves the city as it was`() async throws {
    let snapshot = try SnapshotFolder(path: Fixtures.folder).snapshot(of: "atlantis")
    let broken = SnapshotFolder.Snapshot(
      city: snapshot.city, listings: snapshot.listings, calendar: snapshot.listings)
    try await TestCluster.shared().withConnection(.source) { connection in
      _ = try await InsideAirbnbImport(snapshot).run(on: connection)
      await #expect(
        throws: InputError.missingColumns(
          path: snapshot.listings, columns: ["listing_id", "available"])
      ) { try await InsideAirbnbImport(broken).run(on: connection) }
      try await connection.expect("select count(*) from source.space", ["5"])
      #expect(await connection.isInTransaction == false)
    }
  }

  @Test func `a city without a calendar is free every day`() async throws {
    let snapshot = try SnapshotFolder(path: Fixtures.folder).snapshot(of: "atlantis")
    let bare = SnapshotFolder.Snapshot(
      city: snapshot.city, listings: snapshot.listings, calendar: nil)
    try await TestCluster.shared().withConnection(.source) { connection in
      let report = try await InsideAirbnbImport(bare).run(on: connection)
      #expect(report.calendar == nil)
      #expect(report.written[.booking] == 0)
      #expect(report.written[.priceOverride] == 0)
      #expect(report.written[.space] == 5)
    }
  }
}
