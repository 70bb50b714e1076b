import Store

/// The one line that tells a person, or cron's mail, that cells are held.
struct HeldLine {
  let text: String

  /// The line on what is held, the worst first; nil when nothing is.
  init?(_ holds: [Hold]) {
    guard let worst = holds.first else { return nil }
    let byCity = Dictionary(grouping: holds, by: \.city)
      .map { (city: $0, cells: $1.count) }
      .sorted { ($1.cells, $0.city) < ($0.cells, $1.city) }
    let shown = byCity.prefix(4).map { "\($0.city) \($0.cells)" }.joined(separator: ", ")
    let more = byCity.count > 4 ? " and \(byCity.count - 4) cities more" : ""
    text = """
      \(holds.count) \(holds.count == 1 ? "cell" : "cells") held (\(shown)\(more)), what was live \
      stays live; worst: \(worst.city) \(worst.cell.date), \(worst.cell.reasons[0]): \
      \(worst.cell.summary). Look with 'almanac status', then 'almanac release' or \
      'almanac discard' (--all, or --city, --from and --to)
      """
  }
}
