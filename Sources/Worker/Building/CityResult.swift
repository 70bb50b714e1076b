import Store

/// What a run did for one city.
struct CityResult: Sendable {
  var counts = CellCounts()
  var rowsWritten: Int64 = 0
  var generation: Int64?
  var plan: [PlannedCell] = []
  /// What is held of the dates that the run looked at, the worst first.
  var held: [Hold] = []
  var stages: [String: StageCost] = [:]
  /// How many cells beyond the horizon have ended.
  var ended = 0
  var pruned = PruneCounts()
  var isInterrupted = false
  var failure: RunFailure?
  var busy: BusyCity?
}
