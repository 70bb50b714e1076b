import Dates
import Store

/// What is held, a line each while they are few, and a line for each city and gate when they are
/// many.
struct HeldSummary {
  let lines: [String]

  /// How many lines there are at most, but for the one that counts the rest.
  static let limit = 10

  /// The lines on what is held, the worst first.
  init(_ holds: [Hold]) {
    guard holds.count > HeldSummary.limit else {
      lines = holds.map { "\($0.city) \($0.cell.date): \($0.cell.summary)" }
      return
    }
    let groups = HeldSummary.groups(holds)
    let rest = groups.dropFirst(HeldSummary.limit).reduce(0) { $0 + $1.count }
    lines =
      groups.prefix(HeldSummary.limit).map(HeldSummary.line)
      + (rest > 0 ? ["... and \(rest) cells more; all of them with --format json"] : [])
  }

  /// The holds of one city and gate together, in the order of the worst of each.
  private static func groups(_ holds: [Hold]) -> [[Hold]] {
    var places: [[String]: Int] = [:]
    var groups: [[Hold]] = []
    for hold in holds {
      let place = places[[hold.city] + hold.cell.reasons.prefix(1), default: groups.count]
      if place == groups.count {
        places[[hold.city] + hold.cell.reasons.prefix(1)] = place
        groups.append([])
      }
      groups[place].append(hold)
    }
    return groups
  }

  private static func line(_ group: [Hold]) -> String {
    let worst = group[0]
    let gate = worst.cell.reasons.first ?? "held"
    let dates = group.map(\.cell.date)
    guard group.count > 1, let first = dates.min(), let last = dates.max() else {
      return "\(worst.city) \(worst.cell.date), \(gate): \(worst.cell.summary)"
    }
    return "\(worst.city), \(gate): \(group.count) cells of \(first)..\(last); worst "
      + "\(worst.cell.date): \(worst.cell.summary)"
  }
}
