import Calendars
import Expansion
import Store

extension Gates {
  /// The worst breach when cells of a city are to end with nothing in their place; nil when no gate
  /// stands in the way.
  ///
  /// Every space of them is removed, each date closes, and no row is left.
  func breach(ending cells: [StoredCell]) -> GateBreach? {
    let rows = cells.reduce(0) { $0 + Int($1.rowCount) }
    let largest = cells.map(\.rowCount).max() ?? 0
    guard rows > 0 else { return nil }
    let finding = "the source has the city no more: all \(rows) spaces of \(cells.count) dates gone"
    var breaches: [GateBreach?] = []
    if let maxRemoved, Int(largest) >= leastCount {
      breaches.append(
        GateBreach(.maxRemoved, rows, of: rows, limit: maxRemoved) { "\(finding) (\($0))" })
    }
    if let maxClosedDays {
      breaches.append(
        GateBreach(.maxClosedDays, cells.count, of: cells.count, limit: maxClosedDays) {
          "\(finding) (\($0) of the dates)"
        })
    }
    if let minRows, minRows > 0 {
      breaches.append(
        GateBreach(gate: .minRows, finding: finding, limit: "fewer than \(minRows)", excess: 1e9))
    }
    return breaches.compactMap(\.self).max { $0.excess < $1.excess }
  }

  /// Whether too many of a city's live dates are to end because they lie beyond the horizon.
  func breach(beyond cells: Int, ofDates dates: Int, horizonDays: Int) -> GateBreach? {
    guard let maxClosedDays else { return nil }
    return GateBreach(.maxClosedDays, cells, of: dates, limit: maxClosedDays) {
      "\(cells) of \(dates) dates lie beyond the horizon of \(horizonDays) days (\($0))"
    }
  }
}

extension HeldCell {
  /// The end of a cell that a gate has held, under the gate's name or another reason.
  init(ending cell: StoredCell, _ breach: GateBreach, reason: String? = nil, hash: Int64) {
    let figures = JSON.object([
      ("rows_before", .integer(Int64(cell.rowCount))), ("rows_after", .integer(0)),
      (
        "breaches",
        .array([
          .object([
            ("gate", .string(breach.gate.rawValue)), ("finding", .string(breach.summary)),
          ])
        ])
      ),
    ])
    self.init(
      date: cell.date, version: nil, baseVersion: cell.version,
      reasons: [reason ?? breach.gate.rawValue],
      summary: breach.summary, excess: breach.excess, figures: figures.compact, gatesHash: hash)
  }
}
