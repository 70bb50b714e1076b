public import Dates
import Discovery
public import Postgres
import SQL

/// Takes cities from Inside Airbnb's files into the source tables.
///
/// A listing is a space of one unit; its place, to a centimetre, is the venue, so that listings at
/// one place share theirs and the venue's number never depends on other rows. Amenities are add-ons
/// by ``AmenityMapping``. A date of the city's calendar on which a listing's own calendar does not
/// offer it is booked; a price of the calendar that differs from the listing's is an override.
public struct InsideAirbnbImport: Sendable {
  /// The city's files.
  public let snapshot: SnapshotFolder.Snapshot
  /// The date that the calendar's first date becomes, or nil to leave the dates.
  public let rebaseTo: LocalDate?
  /// How many examples of each kind of issue the report keeps.
  public var examples = 5
  /// Sees every issue as it is found.
  public var observer: @Sendable (ImportIssue) -> Void = { _ in }

  /// An import of one city.
  public init(_ snapshot: SnapshotFolder.Snapshot, rebaseTo: LocalDate? = nil) {
    self.snapshot = snapshot
    self.rebaseTo = rebaseTo
  }

  /// Replaces the city's rows in one transaction; the tables must exist.
  ///
  /// Files are streamed: memory does not grow with them.
  ///
  /// - Throws: ``InputError`` when a file is no CSV or lacks columns; nothing is changed then.
  public func run(
    on connection: Connection, progress: @escaping @Sendable (String, Int) -> Void = { _, _ in }
  ) async throws -> ImportReport {
    let log = ImportLog(examples: examples, observer: observer)
    return try await connection.transaction { connection in
      let staging = Staging(snapshot: snapshot, log: log, connection: connection)
      var report = ImportReport(city: snapshot.city.slug)
      report.calendarRows = try await staging.load(progress: progress)
      progress("checking", 0)
      try await staging.settle()
      try await staging.survey(into: &report)
      if let first = report.calendar?.first, let rebaseTo {
        report.movedByDays = first.days(to: rebaseTo)
      }
      progress("writing", 0)
      try await write(&report, on: connection)
      report.issues = log.summaries
      return report
    }
  }

  private func write(_ report: inout ImportReport, on connection: Connection) async throws {
    let cityID = try await SourceTables.claim(snapshot.city, on: connection)
    report.cityID = cityID
    report.written[.city] = 1
    let city = Parameter.int4(cityID)
    let moved = Parameter.int4(Int32(clamping: report.movedByDays))
    let addOns = AmenityMapping.addOns
    try await connection.execute(Statement(.clearCity), [city])
    let steps: [(SourceRelation, Query, [Parameter])] = [
      (.venue, .importVenues, [city]),
      (.space, .importSpaces, [city, .float8(Double(report.ratingScale))]),
      (
        .addOn, .importAddOns,
        [city, .textArray(addOns.map(\.slug)), .textArray(addOns.map(\.name))]
      ),
      (.spaceAddOn, .importSpaceAddOns, [city]),
      (.booking, .importBookings, [city, moved]),
      (.priceOverride, .importPriceOverrides, [city, moved]),
    ]
    for (relation, query, parameters) in steps {
      report.written[relation] = try await connection.execute(Statement(query), parameters)
    }
  }
}
