import Foundation
public import Postgres

/// The real snapshots, in the folder that `ALMANAC_DATA` names.
public enum RealData {
  /// The folder, or nil when the variable is not set: then there is nothing to compare with.
  public static let folder = ProcessInfo.processInfo.environment["ALMANAC_DATA"]

  /// What is known of each snapshot with a calendar, from the description of the data.
  public struct City: Sendable {
    /// The name in the files.
    public let slug: String
    /// Rows of the listings.
    public let listings: Int
    /// Rows of the calendar.
    public let calendarRows: Int
    /// Listing-days that the calendar expands to.
    public let listingDays: Int
    /// The dates of the calendar, `FIRST..LAST`.
    public let calendar: String
    /// ISO 3166-1.
    public let country: String
    /// ISO 3166-2, where holidays differ within the country.
    public let subdivision: String?
    /// ISO 4217.
    public let currency: String
    /// The scale of the ratings, 5 or 100.
    public let ratingScale: Int

    /// The first date of the calendar.
    public var first: String { String(calendar.prefix(10)) }
  }

  /// The cities with a calendar.
  public static let cities = [
    City(
      slug: "bergamo", listings: 3_719, calendarRows: 67_045, listingDays: 1_357_435,
      calendar: "2025-06-28..2026-07-01", country: "IT", subdivision: nil, currency: "EUR",
      ratingScale: 5),
    City(
      slug: "quebec", listings: 2_289, calendarRows: 91_135, listingDays: 835_546,
      calendar: "2021-04-11..2022-04-12", country: "CA", subdivision: "CA-QC", currency: "CAD",
      ratingScale: 100),
    City(
      slug: "singapore", listings: 3_483, calendarRows: 100_013, listingDays: 1_271_274,
      calendar: "2023-09-23..2024-09-21", country: "SG", subdivision: nil, currency: "SGD",
      ratingScale: 5),
    City(
      slug: "boston", listings: 4_325, calendarRows: 79_877, listingDays: 1_577_491,
      calendar: "2024-06-22..2025-06-21", country: "US", subdivision: "US-MA", currency: "USD",
      ratingScale: 5),
    City(
      slug: "seattle2016", listings: 3_818, calendarRows: 139_062, listingDays: 1_393_570,
      calendar: "2016-01-04..2017-01-02", country: "US", subdivision: "US-WA", currency: "USD",
      ratingScale: 100),
  ]

  /// Loads a city's files by the server's own CSV reader into `file_listing` and `file_calendar`,
  /// every column as text but the dates, and expands the calendar to `file_day`: one row a listing
  /// and date of the calendar, with the price of the day in minor units.
  ///
  /// Nothing of the importer is used: this is what the import is compared with.
  public static func loadFiles(of slug: String, on connection: Connection) async throws {
    guard let folder else { throw RealDataError.noFolder }
    for kind in ["listing", "calendar"] {
      let file = "\(folder)/\(slug)-\(kind == "listing" ? "listings" : kind).csv.gz"
      try await connection.run(
        script: """
          create temporary table header (line text);
          copy header from program 'gzip -dc \(file) | head -n 1' (delimiter E'\\x01');
          """, name: "header")
      let header = try await connection.query(Statement("header", "select line from header"))
      let names: [String] = try header.map { try $0.get("line") }
      let columns = names.joined().split(separator: ",").map { "\($0) text" }
      try await connection.run(
        script: """
          drop table header;
          create temporary table file_\(kind) (\(columns.joined(separator: ", ")));
          copy file_\(kind) from program 'gzip -dc \(file)' (format csv, header true);
          """, name: "load_\(kind)")
    }
    try await connection.run(script: expansion, name: "expand")
  }

  private static let expansion = """
    set jit = off;
    set work_mem = '64MB';
    create temporary table file_price as
    select
      l.id::bigint as space_id,
      (translate(nullif(l.price, ''), '$,', '')::numeric * 100)::bigint as price_minor
    from file_listing as l;
    create temporary table file_run as
    select
      c.listing_id::bigint as space_id,
      c.start_date::date as first,
      c.end_date::date as last,
      c.available = 't' as available,
      (translate(nullif(c.price, ''), '$,', '')::numeric * 100)::bigint as price_minor
    from file_calendar as c;
    create temporary table file_day as
    select
      c.space_id,
      c.first + d as date,
      c.available,
      coalesce(c.price_minor, p.price_minor) as price_minor
    from file_run as c
    join file_price as p on p.space_id = c.space_id
    cross join generate_series(0, c.last - c.first) as d;
    create unique index on file_day (space_id, date);
    analyze file_day;
    """
}

/// Why the real data cannot be read.
public enum RealDataError: Error {
  /// `ALMANAC_DATA` is not set.
  case noFolder
}
