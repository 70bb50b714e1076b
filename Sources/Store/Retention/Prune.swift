public import Dates
public import Postgres
import SQL

/// How long history is kept.
public struct Retention: Sendable, Hashable {
  /// How many of the newest checkpoints of a city can be read again.
  public var checkpoints: Int
  /// How old a checkpoint may be, in seconds; the one before the present may be older.
  public var seconds: Double
  /// For how many seconds a superseded version stays for readers between two pages.
  public var graceSeconds: Double

  /// The defaults: 14 checkpoints, 14 days, a quarter of an hour.
  public init(
    checkpoints: Int = 14, seconds: Double = 14 * 86_400, graceSeconds: Double = 900
  ) {
    self.checkpoints = checkpoints
    self.seconds = seconds
    self.graceSeconds = graceSeconds
  }
}

/// What a prune removed of a city.
public struct PruneCounts: Sendable, Hashable {
  /// Pointers, live ones of past dates included.
  public var pointers = 0
  /// Versions.
  public var cells = 0
  /// Result rows.
  public var rows = 0

  /// Nothing.
  public init() {}

  /// The sums of two counts.
  public static func + (lhs: PruneCounts, rhs: PruneCounts) -> PruneCounts {
    var sum = lhs
    sum.pointers += rhs.pointers
    sum.cells += rhs.cells
    sum.rows += rhs.rows
    return sum
  }
}

extension Connection {
  /// Removes what neither readers nor retention need of a city: pointers first, then versions.
  ///
  /// What is live, held or pinned stays, and so does what a rollback to a retained checkpoint needs.
  ///
  /// Each step is a transaction under the city's lease; throws `LostLease` when that is another's,
  /// who may publish what nothing points at yet. `isStopping` is asked between batches; what is left
  /// over when it says so goes with the next prune.
  public func prune(
    cityID: Int32, lease: Lease, today: LocalDate, retention: Retention, at instant: Instant,
    isStopping: @Sendable () -> Bool
  ) async throws -> PruneCounts {
    var counts = PruneCounts()
    counts.pointers = try await transaction(under: lease) { connection in
      try await connection.prunePointers(
        cityID: cityID, today: today, retention: retention, at: instant)
    }
    let versions = try await query(Query.deadVersions.statement, [.int4(cityID)])
      .map { try $0.get("version", as: Int32.self) }
    for start in stride(from: 0, to: versions.count, by: 50) where !isStopping() {
      let batch = Array(versions[start..<min(start + 50, versions.count)])
      counts.rows += try await transaction(under: lease) { connection in
        // A withdrawal takes rows out of the same versions, in another order.
        try await connection.holdOffWithdrawals()
        return try await connection.delete(versions: batch, cityID: cityID)
      }
      counts.cells += batch.count
    }
    try await transaction(under: lease) { connection in
      try await connection.execute(Query.pruneCards.statement, [.int4(cityID)])
      try await connection.execute(Query.pruneDays.statement, [.int4(cityID)])
    }
    return counts
  }

  private func prunePointers(
    cityID: Int32, today: LocalDate, retention: Retention, at instant: Instant
  ) async throws -> Int {
    let row = try await query(
      Query.prunePointers.statement,
      [
        .int4(cityID), .date(today), .timestamptz(instant), .int(retention.checkpoints),
        .float8(retention.seconds), .float8(retention.graceSeconds),
      ])[0]
    return Int(try row.get("pointers", as: Int32.self))
  }

  /// Removes versions together with their rows; returns how many rows that were.
  private func delete(versions: [Int32], cityID: Int32) async throws -> Int {
    let parameters: [Parameter] = [.int4(cityID), .int4Array(versions)]
    let rows = try await execute(Query.deleteResults.statement, parameters)
    try await execute(Query.deleteCells.statement, parameters)
    return rows
  }

  /// Makes the newest generations of cities checkpoints, because a rebuild has left them as they are.
  public func confirmGenerations(
    ofCities cities: [Int32], runID: Int64, at instant: Instant
  ) async throws {
    guard !cities.isEmpty else { return }
    try await execute(
      Query.confirmGenerations.statement,
      [.int4Array(cities), .int8(runID), .timestamptz(instant)])
  }

  /// Removes records of runs, checks and generations from before `instant` that nothing refers to.
  public func pruneHistory(before instant: Instant) async throws {
    try await execute(Query.pruneHistory.statement, [.timestamptz(instant)])
  }
}
