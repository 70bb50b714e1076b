import Store

/// What a run did for one city.
struct CityResult: Sendable {
  var counts = CellCounts()
  var rowsWritten: Int64 = 0
  var generation: Int64?
  var plan: [PlannedCell] = []
  var stages: [String: Double] = [:]
  var pruned = PruneCounts()
  var isInterrupted = false
  var failure: RunFailure?
  var busy: BusyCity?
}
