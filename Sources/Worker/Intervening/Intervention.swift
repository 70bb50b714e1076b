public import Dates
import Foundation
public import Postgres
import Store

/// A short act of a person on what is built, live or fixed, city by city.
///
/// It is done under the city's lease and fence, in one transaction: all of it, or nothing. A rollback
/// does so for all cities together that no other process works on.
public struct Intervention: Sendable {
  /// What is done.
  public enum Act: Sendable, Hashable {
    /// Makes live what was live at a generation, and pins it.
    case rollBack(to: Int64)
    /// Publishes what is held.
    case release
    /// Drops what is held.
    case discard
    /// Lets runs publish again over what a rollback has pinned.
    case unpin
  }

  /// What is done.
  public var act: Act
  /// The command as its user named it, for the records.
  public var command: String
  /// The slugs of the cities; nil for all.
  public var cities: [String]?
  /// The dates.
  public var range: DateRange
  /// How long to wait for cities that another process has leased.
  public var wait: Duration

  /// An act on all dates between `from` and `to`, nil for no bound.
  public init(
    _ act: Act, command: String, cities: [String]?, from: LocalDate?, to: LocalDate?,
    wait: Duration
  ) {
    self.act = act
    self.command = command
    self.cities = cities
    let all = DateRange.all
    range = DateRange(first: from ?? all.first, last: to ?? all.last) ?? all
    self.wait = wait
  }

  /// Does it, and keeps a record among the runs.
  ///
  /// Throws before anything is done when a city or a generation does not exist, or when a
  /// generation is not retained.
  public func perform(on connection: Connection) async throws -> InterventionReport {
    let start = Instant.now()
    let cities = try await citiesToActOn(connection)
    let performer = UUID().uuidString
    let runID = try await connection.startRun(
      command: command, processID: performer, instant: start, at: start)
    var report = InterventionReport(runID: runID)
    do {
      if case .rollBack(let generation) = act {
        let rollback = Rollback(
          generation: generation, range: range, wait: wait, owner: performer, runID: runID,
          connection: connection)
        try await rollback.perform(cities, into: &report)
        if report.hasNothingToDo {
          throw RunError.nothingLive(generation, cities: cities.map(\.slug), onDates: true)
        }
      }
      for city in cities where !act.isForAll {
        let step = CityIntervention(
          intervention: self, city: city, owner: performer, runID: runID, connection: connection)
        switch try await step.perform() {
        case .done(let deed): report.deeds.append(deed)
        case .busy(let busy): report.busy.append(busy)
        }
      }
    } catch {
      try? await finish(report, outcome: .failed, on: connection)
      throw error
    }
    try await finish(report, outcome: report.outcome, on: connection)
    return report
  }

  private func finish(
    _ report: InterventionReport, outcome: RunOutcome, on connection: Connection
  ) async throws {
    var counts = CellCounts()
    counts.published = report.deeds.reduce(0) { $0 + ($1.generation == nil ? 0 : $1.cells) }
    try await connection.finishRun(
      report.runID, outcome: outcome, at: .now(), cells: counts, rowsWritten: 0,
      peakRSSBytes: peakResidentBytes(),
      note: report.busy.isEmpty ? nil : report.busy.map(\.description).joined(separator: "; "))
  }

  /// The cities that the act is about, each checked.
  private func citiesToActOn(_ connection: Connection) async throws -> [BuiltCity] {
    let wanted = try await connection.builtCities(cities)
    guard case .rollBack(let generation) = act else { return wanted }
    let standing = try await connection.requireRetained(generation, among: wanted)
    guard !standing.isEmpty else {
      throw RunError.nothingLive(generation, cities: wanted.map(\.slug), onDates: false)
    }
    return standing
  }
}

extension Intervention.Act {
  /// Whether all cities are acted on together.
  fileprivate var isForAll: Bool {
    if case .rollBack = self { true } else { false }
  }
}
