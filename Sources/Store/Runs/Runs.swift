public import Dates
public import Postgres
import SQL

extension Connection {
  /// Records that a run begins; returns its number.
  public func startRun(
    command: String, processID: String, instant: Instant, at start: Instant
  ) async throws -> Int64 {
    try await query(
      Query.startRun.statement,
      [.text(command), .uuid(processID), .timestamptz(instant), .timestamptz(start)]
    )[0].get("run_id")
  }

  /// Records how a run ended; `note` says why it did not end well.
  public func finishRun(
    _ runID: Int64, outcome: RunOutcome, at end: Instant, cells: CellCounts, rowsWritten: Int64,
    peakRSSBytes: Int64, note: String? = nil
  ) async throws {
    try await execute(
      Query.finishRun.statement,
      [
        .int8(runID), .text(outcome.rawValue), .timestamptz(end), .int(cells.built),
        .int(cells.published), .int(cells.unchanged), .int(cells.held), .int(cells.superseded),
        .int(cells.failed), .int8(rowsWritten), .int8(peakRSSBytes),
        .optional(note),
      ])
  }

  /// Marks runs as abandoned that are older than `seconds` and hold no living lease.
  @discardableResult
  public func abandonRuns(at instant: Instant, seconds: Double) async throws -> Int {
    try await execute(Query.abandonRuns.statement, [.timestamptz(instant), .float8(seconds)])
  }

  /// Adds to what stages took for a city.
  public func recordStages(
    _ stages: [String: StageCost], runID: Int64, cityID: Int32
  ) async throws {
    let stages = stages.sorted { $0.key < $1.key }
    try await execute(
      Query.recordStages.statement,
      [
        .int8(runID), .int4(cityID), .textArray(stages.map(\.key)),
        .float8Array(stages.map(\.value.seconds)),
        .int4Array(stages.map { Int32($0.value.cells) }),
        .int8Array(stages.map(\.value.rowsWritten)),
      ])
  }

  /// Keeps why a city failed.
  public func recordFailure(
    _ failure: RunFailure, runID: Int64, cityID: Int32, at instant: Instant
  ) async throws {
    try await execute(
      Query.recordFailure.statement,
      [
        .int8(runID), .int4(cityID), .text(failure.stage), .text(failure.message),
        .timestamptz(instant), .text(failure.city),
      ])
  }

  /// Keeps that a run compared ranges of cities' dates with their inputs, each on the city's own
  /// date.
  public func recordChecks(
    _ checks: [(cityID: Int32, check: DateCheck)], runID: Int64, inputsAsOf: Instant
  ) async throws {
    guard !checks.isEmpty else { return }
    try await execute(
      Query.recordChecks.statement,
      [
        .int8(runID), .timestamptz(inputsAsOf), .int4Array(checks.map(\.cityID)),
        .dateArray(checks.map(\.check.range.first)), .dateArray(checks.map(\.check.range.last)),
        .dateArray(checks.map(\.check.today)),
      ])
  }

  /// The dates of a city from `first` on that runs looked at on one of the dates `recent`, and the
  /// last such date.
  public func recentChecks(
    cityID: Int32, from first: LocalDate, recent: DateRange
  ) async throws -> [DateCheck] {
    try await query(
      Query.recentChecks.statement,
      [.int4(cityID), .date(first), .date(recent.first), .date(recent.last)]
    ).compactMap { row in
      let range = DateRange(first: try row.get("from_date"), last: try row.get("to_date"))
      guard let range else { return nil }
      return DateCheck(range: range, today: try row.get("today"))
    }
  }
}
