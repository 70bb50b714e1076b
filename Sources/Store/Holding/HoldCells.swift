public import Dates
public import Postgres
import SQL

extension Connection {
  /// Keeps built versions of a city back from publication, whatever the cause.
  ///
  /// One version a date: what was held of it before is replaced. Under the city's lease; returns
  /// how many are held, 0 when the lease is lost.
  @discardableResult
  public func hold(
    _ cells: [HeldCell], cityID: Int32, lease: Lease, runID: Int64, at instant: Instant
  ) async throws -> Int {
    guard !cells.isEmpty else { return 0 }
    return try await execute(
      Query.holdCells.statement,
      [
        .int4(cityID), .text(lease.resource), .uuid(lease.owner), .int8(lease.fence),
        .dateArray(cells.map(\.date)), .int4Array(cells.map(\.version)),
        .int4Array(cells.map(\.baseVersion)),
        .textArray(cells.map { $0.reasons.joined(separator: ",") }),
        .textArray(cells.map(\.summary)), .float8Array(cells.map(\.excess)),
        .textArray(cells.map(\.figures)), .int8Array(cells.map(\.gatesHash)),
        .timestamptz(instant), .int8(runID),
      ])
  }

  /// Forgets what is held of dates whose live version is right by now; under the city's lease, and
  /// nothing when that is lost.
  public func dropHeldCells(_ dates: [LocalDate], cityID: Int32, lease: Lease) async throws {
    guard !dates.isEmpty else { return }
    try await execute(
      Query.dropHeldCells.statement,
      [
        .int4(cityID), .text(lease.resource), .uuid(lease.owner), .int8(lease.fence),
        .dateArray(dates),
      ])
  }

  /// Drops the rows of a city's held versions and returns their dates; under the city's lease.
  ///
  /// Their ledgers stay, so that the same inputs are not built and held again.
  public func discardCells(
    cityID: Int32, range: DateRange, at instant: Instant
  ) async throws -> [LocalDate] {
    try await query(
      Query.discardCells.statement,
      [.int4(cityID), .date(range.first), .date(range.last), .timestamptz(instant)]
    ).map { try $0.get("date") }
  }

  /// What is held or was discarded of a range of a city's dates, the worst first.
  public func heldCells(cityID: Int32, range: DateRange) async throws -> [PlannedHold] {
    try await query(
      Query.heldCells.statement, [.int4(cityID), .date(range.first), .date(range.last)]
    ).map { row in
      let hold = try Hold(row, gatesHash: try row.get("gates_hash"))
      return PlannedHold(
        built: hold.cell.version == nil
          ? nil : try StoredCell(row, baseVersion: hold.cell.baseVersion),
        hold: hold, isDiscarded: try row.get("discarded_at", as: Instant?.self) != nil)
    }
  }

  /// The dates of a range that a rollback has fixed.
  public func pinnedDates(cityID: Int32, range: DateRange) async throws -> Set<LocalDate> {
    let rows = try await query(
      Query.pinnedDates.statement, [.int4(cityID), .date(range.first), .date(range.last)])
    return Set(try rows.map { try $0.get("date", as: LocalDate.self) })
  }

  /// How many dates of a city are live from a date on.
  public func countLiveCells(cityID: Int32, from date: LocalDate) async throws -> Int {
    let row = try await query(Query.countLiveCells.statement, [.int4(cityID), .date(date)])[0]
    return Int(try row.get("cells", as: Int32.self))
  }

  /// What is held of all cities, the worst first.
  public func holds() async throws -> [Hold] {
    try await query(Query.statusHeld.statement).map { try Hold($0, gatesHash: nil) }
  }
}

extension Hold {
  fileprivate init(_ row: Row, gatesHash: Int64?) throws {
    self.init(
      city: try row.get("slug"),
      cell: HeldCell(
        date: try row.get("date"), version: try row.get("version"),
        baseVersion: try row.get("base_version"),
        reasons: try row.get("reasons", as: [String?].self).compactMap(\.self),
        summary: try row.get("summary"), excess: try row.get("excess"),
        figures: try row.get("figures"), gatesHash: gatesHash),
      heldAt: try row.get("held_at"), runID: try row.get("run_id"))
  }
}
