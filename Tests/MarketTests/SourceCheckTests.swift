import Postgres
import TestSupport
import Testing

@testable import Market

@Suite struct SourceCheckTests {
  /// The seven relations without a single constraint, and one sound city in them.
  private static let unguarded = DatabaseTemplate("market_unguarded") { url in
    let connection = try await Connection.open(.worker(url: url))
    let tables = SourceRelation.allCases.map { relation in
      let columns = relation.columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      return "create table source.\(relation.rawValue) (\(columns));"
    }
    try await connection.run(
      script: "create schema source;" + tables.joined()
        + """
        insert into source.city values (1, 'oslo', 'Oslo', 'NO', null, 'Europe/Oslo', 'NOK', 60, 10);
        insert into source.venue values (1, 11, 'Pier', 60, 10, true, '{}');
        insert into source.space values (1, 11, 101, 'A', 'desk', 2, 3, 100, 4.5, true, null);
        insert into source.add_on values (1, 'wifi', 'Wi-Fi');
        insert into source.space_add_on values (1, 101, 'wifi', null);
        insert into source.booking values (1, 101, 1, '2030-01-01', '2030-01-05', 2);
        insert into source.booking values (1, 101, 2, '2030-01-04', '2030-01-06', 1);
        insert into source.price_override values (1, 101, '2030-01-01', '2030-01-05', 90);
        """, name: "sound_city")
    await connection.close()
  }

  private func findings(after change: String) async throws -> [String] {
    try await TestCluster.shared().withConnection(SourceCheckTests.unguarded) { connection in
      try await connection.run(script: change, name: "change")
      return try await SourceCheck.run(on: connection).findings.map(\.description)
    }
  }

  @Test func `a sound source has no findings, and its rows are counted`() async throws {
    let report = try await TestCluster.shared().withConnection(SourceCheckTests.unguarded) {
      try await SourceCheck.run(on: $0)
    }
    #expect(report.findings.isEmpty)
    #expect(report.isMet)
    #expect(report.rows[.booking] == 2)
    #expect(report.rows.count == 7)
  }

  static let changes: [(String, [String])] = [
    (
      "update source.city set slug = 'Oslo City'",
      ["source.city: invalid-slug (1): city 1: Oslo City"]
    ),
    (
      "update source.city set time_zone = 'Europe/Christiania'",
      ["source.city: unknown-time-zone (1): city 1: Europe/Christiania"]
    ),
    (
      "update source.city set currency = 'nok'",
      ["source.city: unknown-currency (1): city 1: nok"]
    ),
    (
      "update source.city set country = 'Norway'",
      ["source.city: invalid-country (1): city 1: Norway"]
    ),
    (
      "update source.city set subdivision = 'SE-AB'",
      ["source.city: invalid-country (1): city 1: SE-AB"]
    ),
    (
      "update source.city set latitude = 'NaN'",
      ["source.city: invalid-place (1): city 1: NaN, 10"]
    ),
    (
      "insert into source.city select * from source.city",
      ["source.city: duplicate (2): city 1: 2 rows; slug oslo: 2 rows"]
    ),
    (
      "insert into source.city select 2, slug, name, country, subdivision, time_zone, currency, "
        + "latitude, longitude from source.city",
      ["source.city: duplicate (1): slug oslo: 2 rows"]
    ),
    ("update source.city set name = null", ["source.city: null (1): city 1: name"]),
    (
      "update source.venue set longitude = 181",
      ["source.venue: invalid-place (1): city 1, venue 11: 60, 181"]
    ),
    (
      "insert into source.venue select 2, venue_id, name, 0, 0, true, null from source.venue",
      ["source.venue: unknown-city (1): city 2, venue 11"]
    ),
    (
      "update source.space set venue_id = 12",
      ["source.space: unknown-venue (1): city 1, space 101: venue 12"]
    ),
    (
      "update source.space set units = 0, capacity = -1",
      [
        "source.space: not-positive (2): city 1, space 101: capacity -1; "
          + "city 1, space 101: units 0",
        "source.booking: overbooked (1): city 1, space 101: 2030-01-01: 3 of 0 units",
      ]
    ),
    (
      "update source.space set rating = 96",
      ["source.space: invalid-rating (1): city 1, space 101: 96"]
    ),
    (
      "update source.space set base_price_minor = -1",
      ["source.space: negative-price (1): city 1, space 101: -1"]
    ),
    (
      "update source.space set base_price_minor = 9999999999999999",
      ["source.space: price-too-high (1): city 1, space 101: 9999999999999999"]
    ),
    (
      "update source.price_override set price_minor = 5000000000000000000",
      [
        "source.price_override: price-too-high (1): city 1, space 101, 2030-01-01: "
          + "5000000000000000000"
      ]
    ),
    (
      "update source.space_add_on set price_minor = 1000000000001",
      ["source.space_add_on: price-too-high (1): city 1, space 101, add-on wifi: 1000000000001"]
    ),
    (
      "update source.space set category = 'desk,flat'",
      ["source.space: invalid-code (1): city 1, space 101: category \"desk,flat\""]
    ),
    (
      "insert into source.city values (2, 'bergen', 'Bergen', 'NO', null, 'Europe/Oslo', 'NOK', "
        + "60, 5); insert into source.venue select 2, 11, name, 60, 5, true, null "
        + "from source.venue; insert into source.space select 2, 11, 101, name, category, 1, 1, 1, "
        + "null, true, null from source.space",
      ["source.space: duplicate (1): space 101: 2 rows, cities 1 to 2"]
    ),
    (
      "update source.add_on set add_on = 'wi\"fi'; update source.space_add_on set add_on = 'wi\"fi'",
      ["source.add_on: invalid-code (1): city 1, add-on wi\"fi: \"wi\"fi\""]
    ),
    (
      "update source.space_add_on set add_on = 'sauna'",
      ["source.space_add_on: unknown-add-on (1): city 1, space 101, add-on sauna"]
    ),
    (
      "insert into source.space_add_on select * from source.space_add_on",
      ["source.space_add_on: duplicate (1): city 1, space 101, add-on wifi: 2 rows"]
    ),
    (
      "update source.space_add_on set price_minor = -5",
      ["source.space_add_on: negative-price (1): city 1, space 101, add-on wifi: -5"]
    ),
    (
      "update source.booking set space_id = 9 where booking_id = 1",
      ["source.booking: unknown-space (1): city 1, space 9, booking 1"]
    ),
    (
      "update source.booking set ends_on = starts_on where booking_id = 1",
      [
        "source.booking: empty-range (1): city 1, space 101, booking 1: "
          + "2030-01-01 to 2030-01-01"
      ]
    ),
    (
      "update source.booking set units = 0 where booking_id = 1",
      ["source.booking: not-positive (1): city 1, space 101, booking 1: units 0"]
    ),
    (
      "update source.booking set units = null where booking_id = 1",
      ["source.booking: null (1): city 1, space 101, booking 1: units"]
    ),
    (
      "update source.booking set booking_id = 1",
      ["source.booking: duplicate (1): city 1, space 101, booking 1: 2 rows"]
    ),
    (
      "update source.booking set units = 2",
      ["source.booking: overbooked (1): city 1, space 101: 2030-01-04: 4 of 3 units"]
    ),
    (
      "update source.booking set units = 4 where booking_id = 2; "
        + "delete from source.booking where booking_id = 1",
      ["source.booking: overbooked (1): city 1, space 101: 2030-01-04: 4 of 3 units"]
    ),
    (
      "update source.price_override set ends_on = '2029-01-01'",
      [
        "source.price_override: empty-range (1): city 1, space 101, 2030-01-01: "
          + "2030-01-01 to 2029-01-01"
      ]
    ),
    (
      "update source.price_override set price_minor = -1",
      ["source.price_override: negative-price (1): city 1, space 101, 2030-01-01: -1"]
    ),
    (
      "update source.price_override set space_id = 9",
      ["source.price_override: unknown-space (1): city 1, space 9, 2030-01-01"]
    ),
  ]

  @Test(arguments: changes)
  func `a broken row is found with its key and value`(
    change: String, expected: [String]
  ) async throws {
    let found = try await findings(after: change)
    #expect(found == expected)
  }

  @Test func `bookings may follow each other on one date and fill every unit`() async throws {
    let found = try await findings(
      after: """
        delete from source.booking;
        insert into source.booking values
          (1, 101, 1, '2030-01-01', '2030-01-05', 3), (1, 101, 2, '2030-01-05', '2030-01-06', 1),
          (1, 101, 3, '2030-01-05', '2030-01-07', 2), (1, 101, 4, '2030-01-06', '2030-01-07', 1);
        """)
    #expect(found.isEmpty)
  }

  static let notes: [(String, String)] = [
    (
      "insert into source.price_override values (1, 101, '2030-01-03', '2030-01-04', 80)",
      "source.price_override: overlap (1): city 1, space 101, 2030-01-03: "
        + "another runs until 2030-01-05"
    ),
    (
      "update source.space set base_price_minor = null; delete from source.price_override",
      "source.space: no-price (1): city 1, space 101"
    ),
    (
      "insert into source.add_on select 1, 'x' || n, 'X' from generate_series(1, 63) as n",
      "source.add_on: too-many-add-ons (1): city 1: 64 add-ons"
    ),
  ]

  @Test(arguments: notes)
  func `what Almanac can live with is a note and no failure`(
    change: String, expected: String
  ) async throws {
    let report = try await TestCluster.shared().withConnection(SourceCheckTests.unguarded) {
      try await $0.run(script: change, name: "change")
      return try await SourceCheck.run(on: $0)
    }
    #expect(report.findings.map(\.description) == [expected])
    #expect(report.isMet)
  }

  @Test func `only the first examples are shown, and all are counted`() async throws {
    let report = try await TestCluster.shared().withConnection(SourceCheckTests.unguarded) {
      try await $0.run(
        script: """
          insert into source.booking
          select 1, 500 + n, n, '2030-01-01', '2030-01-02', 1 from generate_series(1, 40) as n;
          """, name: "change")
      return try await SourceCheck.run(on: $0, examples: 2)
    }
    #expect(
      report.findings.map(\.description) == [
        "source.booking: unknown-space (40): city 1, space 501, booking 1; "
          + "city 1, space 502, booking 2; ..."
      ])
    #expect(!report.isMet)
  }

  @Test func `relations, columns and types are checked before any row`() async throws {
    let found = try await findings(
      after: """
        drop table source.add_on;
        alter table source.city drop column slug;
        alter table source.space alter column units type bigint;
        alter table source.booking alter column starts_on type timestamptz;
        alter table source.venue add column floor int;
        """)
    #expect(
      found == [
        "source.city: missing-column (1): slug: text",
        "source.space: wrong-type (1): units: bigint, not integer: write units::integer",
        "source.add_on: missing-relation (1)",
        "source.booking: wrong-type (1): starts_on: timestamp with time zone, not date: "
          + "write starts_on::date",
      ])
  }

  @Test func `the tables that a demo creates meet the contract`() async throws {
    let report = try await TestCluster.shared().withConnection(.source) {
      try await SourceCheck.run(on: $0)
    }
    #expect(report.findings.map(\.description) == ["source.city: empty (1)"])
    #expect(report.isMet)
  }
}
