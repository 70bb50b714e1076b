public import Dates
public import Postgres
import SQL

/// The changes of a city that nobody has looked at yet.
public struct PendingChanges: Sendable, Hashable {
  /// Their numbers, for `settle`.
  public var changeIDs: [Int64]
  /// Whether one may touch the city itself, its spaces, venues or add-ons.
  public var touchesCatalogue: Bool
  /// The dates of the horizon whose bookings or prices one may touch.
  public var dates: Set<LocalDate>
  /// The city's newest generation at the time.
  public var generation: Int64
  /// The dates on which the ledger is right unless a change of `dates` is pending; nil: none.
  public var trusted: DateRange?
  /// What all cells of the city were made of when they were last found right; nil: nobody knows.
  public var quiet: QuietMark?
  /// How many cells of the horizon are live.
  public var liveCells: Int
}

extension Connection {
  /// What is pending of a city. Read before everything that is to be compared with it: whatever is
  /// committed later is then either seen or still pending.
  ///
  /// `mark` is that of the `SourceStanding`; a full comparison from before `oldest` counts no more.
  public func pendingChanges(
    cityID: Int32, horizon: DateRange, mark: Int64?, comparedAfter oldest: Instant
  ) async throws -> PendingChanges {
    let row = try await query(
      Query.pendingChanges.statement,
      [
        .int4(cityID), .date(horizon.first), .date(horizon.last), .optional(mark),
        .timestamptz(oldest),
      ])[0]
    let isTrusted: Bool = try row.get("is_trusted")
    let (from, to): (LocalDate?, LocalDate?) =
      (try row.get("trusted_from"), try row.get("trusted_to"))
    let range = from.flatMap { from in to.flatMap { DateRange(first: from, last: $0) } }
    return PendingChanges(
      changeIDs: try row.get("change_ids", as: [Int64?].self).compactMap { $0 },
      touchesCatalogue: try row.get("touches_catalogue"),
      dates: Set(try row.get("dates", as: [LocalDate?].self).compactMap { $0 }),
      generation: try row.get("generation"), trusted: isTrusted ? range : nil,
      quiet: try QuietMark(row), liveCells: Int(try row.get("live_cells", as: Int32.self)))
  }

  /// Gives each city its own copy of the changes that no city is known of.
  public func spreadChanges() async throws {
    try await execute(Query.spreadChanges.statement)
  }

  /// Forgets changes that have been looked at.
  public func settle(_ changes: PendingChanges) async throws {
    guard !changes.changeIDs.isEmpty else { return }
    try await execute(Query.settleChanges.statement, [.int8Array(changes.changeIDs)])
  }

  /// Notes that a city's ledger is right on the dates of a range, and with what, or with a nil mark
  /// that it may not be.
  public func keepTrust(
    cityID: Int32, mark: Int64?, generation: Int64, at instant: Instant, range: DateRange,
    quiet: QuietMark?
  ) async throws {
    try await execute(
      Query.keepTrust.statement,
      [
        .int4(cityID), .optional(mark), .int8(generation), .timestamptz(instant),
        .date(range.first), .date(range.last),
      ] + QuietMark.parameters(quiet))
  }

  /// Notes that the ledger, trusted as it is, is right on the dates of another range, nil for none,
  /// or with other rules.
  public func moveTrust(cityID: Int32, to range: DateRange?, quiet: QuietMark?) async throws {
    try await execute(
      Query.moveTrust.statement,
      [.int4(cityID), .optional(range?.first), .optional(range?.last)]
        + QuietMark.parameters(quiet))
  }

  /// The cities that changes are pending of; nil stands for all.
  public func citiesWithChanges() async throws -> [Int32?] {
    try await query(Query.citiesWithChanges.statement).map { try $0.get("city_id") }
  }

  /// How many changes are pending, and since when.
  public func pendingCount() async throws -> (changes: Int, oldest: Instant?) {
    let row = try await query(Query.pendingCount.statement)[0]
    return (try row.get("changes"), try row.get("oldest"))
  }

  /// Forgets changes from before `instant`, whose cities nobody has compared since.
  public func pruneChanges(before instant: Instant) async throws {
    try await execute(Query.pruneChanges.statement, [.timestamptz(instant)])
  }

  /// Forgets runs of a watch from before `instant` that went well.
  public func pruneWatch(before instant: Instant) async throws {
    try await execute(Query.pruneWatch.statement, [.timestamptz(instant)])
  }
}

extension QuietMark {
  fileprivate static func parameters(_ mark: QuietMark?) -> [Parameter] {
    [.optional(mark?.hash), .optional(mark?.generation), .optional(mark?.cells)]
  }
}
