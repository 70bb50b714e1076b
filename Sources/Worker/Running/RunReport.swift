public import Calendars
public import Store

/// What a run did.
public struct RunReport: Sendable {
  /// The time that a stage took, summed over the cities.
  public struct Stage: Sendable, Hashable {
    /// The stage's name.
    public var name: String
    /// Seconds, summed over cities that were at work at the same time.
    public var seconds: Double
  }

  /// The run's number; nil for a dry run.
  public var runID: Int64?
  /// How it ended.
  public var outcome: RunOutcome
  /// The newest generation that it published, if any.
  public var generation: Int64?
  /// What became of the cells.
  public var cells: CellCounts
  /// Result rows written.
  public var rowsWritten: Int64
  /// How many of the published cells have ended, because they lie beyond the horizon.
  public var ended = 0
  /// What was removed.
  public var pruned: PruneCounts
  /// The stages in the order of the work.
  public var stages: [Stage]
  /// The largest resident set of this process, in bytes.
  public var peakRSSBytes: Int64
  /// What was planned, by city and date.
  public var plan: [PlannedCell]
  /// What is held of the cells that the run looked at, the worst first.
  public var held: [Hold]
  /// What the planned cells will take; nil for a run that was performed.
  public var estimate: PlanEstimate? = nil
  /// The number of cells that need no build.
  public var unchanged: Int
  /// The cities that it looked at, whatever came of it, with their numbers.
  public var cityIDs: [String: Int32] = [:]
  /// What the cities show to be odd about the job, of a run over all of them.
  public var notices: [Diagnostic] = []
  /// The cities that failed.
  public var failures: [RunFailure]
  /// The cities that another process had leased.
  public var busy: [BusyCity]
  /// What was found before the cities were looked at and needs a person, a sentence each.
  public var findings: [String]

  /// Why it did not end well, unless cells say so, for the records.
  var note: String? {
    let lines = findings + busy.map(\.description)
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
  }
}

/// A city that could not be worked on, because another process does.
public struct BusyCity: Sendable, Hashable, CustomStringConvertible {
  /// The city's slug.
  public var city: String
  /// Who holds it, unless it became free at that moment.
  public var holder: LeaseHolder?
  /// Whether this process had the lease first: it let it expire, and another went on with the city.
  public var wasOurs = false

  /// One sentence for the user.
  public var description: String {
    let run = holder?.runID.map { "run \($0)" }
    if wasOurs {
      return "\(city) was taken over by \(run ?? "another process"): its lease had expired"
    }
    guard let holder else { return "\(city) was leased by another process" }
    return "\(city) is leased\(run.map { " by \($0)" } ?? "") until \(holder.expiresAt)"
  }
}
