import Dates
import Discovery
import Postgres
import SQL
import Synchronization

/// The temporary tables that hold a city's files while they are checked.
struct Staging {
  let snapshot: SnapshotFolder.Snapshot
  let log: ImportLog
  let connection: Connection

  private static let progressEvery = 5_000

  /// Copies the files into the tables; answers the number of the calendar's rows.
  func load(progress: @escaping @Sendable (String, Int) -> Void) async throws -> Int {
    try await connection.run(script: Query.createStaging.sql, name: Query.createStaging.name)
    _ = try await connection.copyIn(
      Statement("copy_staged_listing", "copy staged_listing from stdin (format binary)"),
      from: listings(progress))
    let rows = Counter()
    if let path = snapshot.calendar {
      _ = try await connection.copyIn(
        Statement("copy_staged_calendar", "copy staged_calendar from stdin (format binary)"),
        from: calendar(path, rows, progress))
    }
    try await connection.run(
      script: "analyze staged_listing; analyze staged_calendar", name: "analyze_staging")
    return rows.value
  }

  /// Drops rows that cannot stand beside the others, and reports them.
  func settle() async throws {
    for row in try await connection.query(
      Statement(.importRejectListings), [.text(snapshot.city.slug)])
    {
      try noteRejected(row)
    }
    guard let calendar = snapshot.calendar else { return }
    for row in try await connection.query(Statement(.importRejectUnknownListings)) {
      let id: Int64 = try row.get("space_id")
      let rows: Int64 = try row.get("rows")
      log.note(
        ImportIssue(
          .unknownListing, file: calendar, line: Int(try row.get("line", as: Int64.self)),
          count: Int(rows), detail: "listing \(id), rows: \(rows)"))
    }
    for row in try await connection.query(Statement(.importSettleOverlaps)) {
      try noteOverlap(row, file: calendar)
    }
    for row in try await connection.query(Statement(.importNotes)) {
      try noteCalendar(row)
    }
  }

  /// What the tables hold in all.
  func survey(into report: inout ImportReport) async throws {
    guard let row = try await connection.query(Statement(.importSurvey)).first else { return }
    report.ratingScale = Int(try row.get("rating_scale", as: Int32.self))
    report.listingDays = Int(try row.get("listing_days", as: Int64.self))
    report.availableDays = Int(try row.get("available_days", as: Int64.self))
    guard let first = try row.get("first_day", as: LocalDate?.self),
      let end = try row.get("end_day", as: LocalDate?.self)
    else { return }
    let listings = Int(try row.get("listings", as: Int64.self))
    report.calendar = DateRange(first: first, days: first.days(to: end))
    report.uncoveredDays = listings * first.days(to: end) - report.listingDays
  }

  private var exponent: Int { Currency(code: snapshot.city.currency)?.exponent ?? 2 }

  private func listings(_ progress: @escaping @Sendable (String, Int) -> Void) -> Chunks {
    let (path, log, exponent) = (snapshot.listings, log, exponent)
    let cityName = snapshot.city.name
    return Chunks {
      let file = try CSVFile(path: path, requiring: ListingFile.requiredColumns)
      var listings = ListingFile(file, exponent: exponent) { log.note($0) }
      var count = 0
      return Chunks.rows { rows in
        guard let listing = try listings.next() else { return false }
        rows.write(listing, cityName: cityName)
        count += 1
        if count.isMultiple(of: Staging.progressEvery) { progress("listings", count) }
        return true
      }
    }
  }

  private func calendar(
    _ path: String, _ counter: Counter, _ progress: @escaping @Sendable (String, Int) -> Void
  ) -> Chunks {
    let (log, exponent) = (log, exponent)
    return Chunks {
      let file = try CSVFile(path: path, requiring: CalendarFile.requiredColumns)
      var calendar = try CalendarFile(file, exponent: exponent) { log.note($0) }
      var reported = 0
      return Chunks.rows { rows in
        let run = try calendar.next()
        counter.value = calendar.rows
        if calendar.rows - reported >= Staging.progressEvery {
          reported = calendar.rows
          progress("calendar", reported)
        }
        guard let run else { return false }
        rows.write(run)
        return true
      }
    }
  }

  private func noteRejected(_ row: Row) throws {
    guard let kind = ImportIssue.Kind(rawValue: try row.get("kind")) else { return }
    let id: Int64 = try row.get("space_id")
    let place =
      try row.get("other_city", as: String?.self).map { "in the city '\($0)'" }
      ?? "on line \(try row.get("first_line", as: Int64.self))"
    log.note(
      ImportIssue(
        kind, file: snapshot.listings, line: Int(try row.get("line", as: Int64.self)),
        detail: "listing \(id) stands \(place) already"))
  }

  private func noteOverlap(_ row: Row, file: String) throws {
    let id: Int64 = try row.get("space_id")
    let day: LocalDate = try row.get("first_day")
    let days: Int64 = try row.get("days")
    let firstLine: Int64 = try row.get("first_line")
    log.note(
      ImportIssue(
        try row.get("is_contradictory") ? .contradictoryDay : .repeatedDay, file: file,
        line: Int(try row.get("line", as: Int64.self)), count: Int(days),
        detail: "listing \(id), days: \(days), the first \(day), also on line \(firstLine)"))
  }

  private func noteCalendar(_ row: Row) throws {
    guard let kind = ImportIssue.Kind(rawValue: try row.get("kind")) else { return }
    let id: Int64 = try row.get("space_id")
    let days: Int32 = try row.get("days")
    let detail = kind == .offeredAgainstListing ? "listing \(id), days: \(days)" : "listing \(id)"
    log.note(
      ImportIssue(
        kind, file: snapshot.listings, line: Int(try row.get("line", as: Int64.self)),
        detail: detail))
  }
}

/// A number that is written where the rows are made and read where they were asked for.
private final class Counter: Sendable {
  private let number = Mutex(0)

  var value: Int {
    get { number.withLock { $0 } }
    set { number.withLock { $0 = newValue } }
  }
}

extension BinaryRows {
  fileprivate mutating func write(_ listing: Listing, cityName: String) {
    row(fields: 14)
    int8(Int64(listing.line))
    int8(listing.id)
    int8(listing.venue.id)
    text(listing.neighbourhood.isEmpty ? cityName : listing.neighbourhood)
    text(listing.name)
    float8(listing.venue.latitude)
    float8(listing.venue.longitude)
    text(listing.category)
    int4(listing.capacity)
    int8(listing.basePrice)
    float8(listing.rating)
    bool(listing.saysAvailable)
    textArray(listing.addOns)
    jsonb(listing.attributes)
  }

  fileprivate mutating func write(_ run: CalendarRun) {
    row(fields: 6)
    int8(Int64(run.line))
    int8(run.listingID)
    date(run.startsOn)
    date(run.endsOn)
    bool(run.isAvailable)
    int8(run.price)
  }
}
