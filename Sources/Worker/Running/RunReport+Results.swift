import Expansion
import Store

extension RunReport {
  /// The report over the results of all cities, and what was found before them.
  init(runID: Int64?, results: [CityResult], findings: [String] = []) {
    var stages: [String: Double] = [:]
    for result in results { stages.merge(result.stages.mapValues(\.seconds), uniquingKeysWith: +) }
    let cells = results.reduce(CellCounts()) { $0 + $1.counts }
    let outcome: RunOutcome =
      if results.contains(where: { $0.failure != nil }) {
        .failed
      } else if results.contains(where: \.isInterrupted) {
        .interrupted
      } else if cells.held > 0 || !findings.isEmpty {
        .findings
      } else if results.contains(where: { $0.busy != nil }) {
        .busy
      } else {
        .done
      }
    self.init(
      runID: runID, outcome: outcome, generation: results.compactMap(\.generation).max(),
      cells: cells, rowsWritten: results.reduce(0) { $0 + $1.rowsWritten },
      ended: results.reduce(0) { $0 + $1.ended },
      pruned: results.reduce(PruneCounts()) { $0 + $1.pruned },
      stages: BuildStage.allCases.compactMap { stage in
        stages[stage.rawValue].map { Stage(name: stage.rawValue, seconds: $0) }
      },
      peakRSSBytes: peakResidentBytes(), plan: results.flatMap(\.plan),
      held: results.flatMap(\.held).sorted { $0.cell.excess > $1.cell.excess },
      unchanged: cells.unchanged, failures: results.compactMap(\.failure),
      busy: results.compactMap(\.busy), findings: findings)
  }

  /// Notes the cities that were looked at.
  mutating func note(_ cities: [City]) {
    cityIDs = Dictionary(cities.map { ($0.slug, $0.id) }) { first, _ in first }
  }
}
