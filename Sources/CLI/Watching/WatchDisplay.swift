import Store
import Worker

/// Writes what a watch does to standard error, a line an event.
struct WatchDisplay: Sendable {
  let isQuiet: Bool

  func show(_ event: WatchEvent) {
    switch event {
    case .ran(let report):
      FailureLines(report.failures).write()
      guard !isQuiet else { return }
      let generation = report.generation.map { ", generation \($0)" } ?? ""
      Terminal.error(
        "\(report.cells.built) cells built, \(report.cells.published) published\(generation)")
    case .looked: break
    case .tracked:
      if !isQuiet { Terminal.error("every change of the source is written down") }
    case .untracked(let gaps):
      Terminal.error(
        "almanac: changes are found each minute only, by comparing everything: "
          + gaps.joined(separator: "; ") + "; see 'almanac track install'")
    case .trouble(let error):
      let failure = ReportedFailure(error)
      Terminal.error("almanac: \(failure?.message ?? "\(error)"); trying again")
    }
  }
}
