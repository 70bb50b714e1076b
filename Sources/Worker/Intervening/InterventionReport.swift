public import Dates
public import Store

/// What an act did.
public struct InterventionReport: Sendable {
  /// Its number among the runs.
  public var runID: Int64
  /// What was done, city by city.
  public var deeds: [Deed] = []
  /// The cities that another process had leased; nothing was done there.
  public var busy: [BusyCity] = []
  /// Why nothing was done in cities whose leases came too late: a prune had come first.
  public var refused: [RunError] = []

  /// What was done to one city.
  public struct Deed: Sendable, Hashable {
    /// The city's slug.
    public var city: String
    /// The publication, if there was one.
    public var generation: Int64?
    /// How many cells moved, were discarded, or were unpinned.
    public var cells = 0
    /// How many cells are pinned.
    public var pinned = 0
    /// Held cells that were not released.
    public var refused: [Refusal] = []
  }

  /// A held cell that could not be released.
  public struct Refusal: Sendable, Hashable {
    /// The date.
    public var date: LocalDate
    /// Why, in words.
    public var reason: String
  }

  /// Whether a rollback has found nothing to go back to, wherever it looked.
  var hasNothingToDo: Bool {
    busy.isEmpty && refused.isEmpty && deeds.allSatisfy { $0.pinned == 0 }
  }

  /// How it ended: with findings when something was refused, busy when only a lease was in the way.
  public var outcome: RunOutcome {
    guard refused.isEmpty, deeds.allSatisfy(\.refused.isEmpty) else { return .findings }
    return busy.isEmpty ? .done : .busy
  }
}
