public import Dates
public import Postgres
import SQL

/// What the bookings and prices of one date hash to.
public struct DateFingerprint: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// Of the bookings that cover the date.
  public var bookingsHash: Int64
  /// Of the price overrides that cover the date.
  public var pricesHash: Int64

  /// Fingerprints; see the properties.
  public init(date: LocalDate, bookingsHash: Int64, pricesHash: Int64) {
    self.date = date
    self.bookingsHash = bookingsHash
    self.pricesHash = pricesHash
  }
}

extension Connection {
  /// What bookings and prices hash to on each date of a range, in order.
  public func fingerprints(cityID: Int32, range: DateRange) async throws -> [DateFingerprint] {
    try await query(
      Query.fingerprintDates.statement, [.int4(cityID), .date(range.first), .date(range.last)]
    ).map { row in
      DateFingerprint(
        date: try row.get("date"), bookingsHash: try row.get("bookings_hash"),
        pricesHash: try row.get("prices_hash"))
    }
  }

  /// The live version of each date of a range that has one.
  public func liveCells(cityID: Int32, range: DateRange) async throws -> [StoredCell] {
    try await query(
      Query.liveCells.statement, [.int4(cityID), .date(range.first), .date(range.last)]
    ).map { try StoredCell($0, baseVersion: nil) }
  }

  /// The live cells of a city after a date that no rollback has fixed and that the last run of no
  /// job but that of `command` has looked at, if that was after `since`; without their ledgers.
  public func cellsBeyond(
    _ date: LocalDate, cityID: Int32, command: String, since: Instant
  ) async throws -> [StoredCell] {
    try await query(
      Query.cellsBeyond.statement,
      [.int4(cityID), .date(date), .text(command), .timestamptz(since)]
    ).map { row in
      StoredCell(
        date: try row.get("date"), version: try row.get("version"), ledger: nil,
        rowCount: try row.get("row_count"), baseVersion: nil)
    }
  }

  /// The newest version of each of some dates that was built on what is live and never published, as
  /// after a crash.
  public func unpublishedCells(cityID: Int32, dates: [LocalDate]) async throws -> [StoredCell] {
    try await query(
      Query.unpublishedCells.statement, [.int4(cityID), .dateArray(dates)]
    ).map { try StoredCell($0, baseVersion: try $0.get("base_version")) }
  }
}

extension StoredCell {
  init(_ row: Row, baseVersion: Int32?) throws {
    self.init(
      date: try row.get("date"), version: try row.get("version"), ledger: try Ledger(row),
      rowCount: try row.get("row_count"), baseVersion: baseVersion)
  }
}

extension Ledger {
  fileprivate init?(_ row: Row) throws {
    guard let dayHash = try row.get("day_hash", as: Int64?.self) else { return nil }
    self.init(
      dayHash: dayHash, calendarsHash: try row.get("calendars_hash"),
      catalogueHash: try row.get("catalogue_hash"), addOnsHash: try row.get("add_ons_hash"),
      bookingsHash: try row.get("bookings_hash"), pricesHash: try row.get("prices_hash"),
      scoreHash: try row.get("score_hash"), sourceIdentity: try row.get("source_identity"))
  }
}
