public import Postgres
import SQL

/// What capturing changes adds to a writer's statements, by the median of many.
public struct CaptureCost: Sendable, Hashable {
  /// Rows that each statement writes.
  public var rowsPerStatement: Int
  /// Seconds that a statement takes with its commit, without triggers.
  public var plainSeconds: Double
  /// The same with triggers.
  public var trackedSeconds: Double

  /// How many times as long writers take.
  public var ratio: Double { trackedSeconds / plainSeconds }
}

extension Connection {
  /// Measures on two scratch tables, turn by turn, what triggers cost; they are gone afterwards.
  ///
  /// Throws `CancellationError` when `isStopping` says so between two turns. Their rows are those of city 0, which no source has: nothing is rebuilt because of them.
  public func captureCost(
    rowsPerStatement rows: Int, statements: Int, isStopping: @Sendable () -> Bool = { false }
  ) async throws -> CaptureCost {
    try await run(script: Query.costTables.sql, name: Query.costTables.name)
    do {
      let cost = try await measure(rows, statements, isStopping)
      try await run(script: Query.costCleanup.sql, name: Query.costCleanup.name)
      return cost
    } catch {
      try? await run(script: Query.costCleanup.sql, name: Query.costCleanup.name)
      throw error
    }
  }

  private func measure(
    _ rows: Int, _ statements: Int, _ isStopping: @Sendable () -> Bool
  ) async throws -> CaptureCost {
    let columns = CapturedColumns(ofRelation: "booking")
    let script = try await trackScript(
      "almanac.cost_tracked", function: "capture_cost", kind: "booking", columns)
    try await run(script: script, name: Query.trackScript.name)
    var times: (plain: [Double], tracked: [Double]) = ([], [])
    for turn in 0..<statements {
      guard !isStopping() else { throw CancellationError() }
      times.plain.append(try await write(rows, turn, into: "almanac.cost_plain"))
      times.tracked.append(try await write(rows, turn, into: "almanac.cost_tracked"))
    }
    return CaptureCost(
      rowsPerStatement: rows, plainSeconds: times.plain.sorted()[statements / 2],
      trackedSeconds: times.tracked.sorted()[statements / 2])
  }

  /// Seconds that one statement takes, with its commit.
  private func write(_ rows: Int, _ turn: Int, into table: String) async throws -> Double {
    let sql = Query.costWrite.sql.split(separator: "\n")
      .map { $0.hasPrefix("--") ? "" : $0.replacing("almanac.cost_plain", with: table) }
      .joined(separator: "\n")
    let first = Parameter.int4(Int32(turn * rows))
    let last = Parameter.int4(Int32(turn * rows + rows - 1))
    let start = ContinuousClock.now
    try await execute(Statement(Query.costWrite.name, sql), [first, last])
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
