import Synchronization
import Worker

/// Shows a run's progress on standard error: a bar on a terminal, a line a stage and city elsewhere.
final class ProgressDisplay: Sendable {
  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private let lastDraw = Mutex<ContinuousClock.Instant?>(nil)

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
  }

  /// Shows where the run is.
  func show(_ progress: RunProgress) {
    guard !isQuiet else { return }
    if Terminal.isInteractive {
      draw(progress)
    } else if let stage = progress.finished, stage.stage == "build", stage.cells > 0 {
      Terminal.error(
        "\(stage.city): \(stage.cells) cells, \(stage.rows) rows in \(seconds(stage.seconds)) s")
    }
  }

  /// Ends the bar's line.
  func finish() {
    if !isQuiet, Terminal.isInteractive { Terminal.error("") }
  }

  private func draw(_ progress: RunProgress) {
    let now = ContinuousClock.now
    let isDue = lastDraw.withLock { last in
      let isLast = progress.citiesDone == progress.cities
      guard isLast || last.map({ now - $0 > .milliseconds(100) }) ?? true else { return false }
      last = now
      return true
    }
    if isDue { Terminal.redraw(bar(progress, elapsed: (now - start) / .seconds(1))) }
  }

  private func bar(_ progress: RunProgress, elapsed: Double) -> String {
    let width = 24
    let share = progress.cities == 0 ? 0 : share(of: progress)
    let filled = Int((share * Double(width)).rounded(.down))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let rate = elapsed > 0 ? Double(progress.rows) / elapsed : 0
    let left = share > 0.02 ? ", \(seconds(elapsed / share - elapsed)) s left" : ""
    return """
      [\(bar)] \(progress.citiesDone)/\(progress.cities) cities, \(progress.cellsDone) cells, \
      \(progress.rows) rows (\(Int(rate))/s)\(left)
      """
  }

  /// Finished cities, and the cells of those at work as if all cities had as many.
  private func share(of progress: RunProgress) -> Double {
    let cities = Double(progress.citiesDone) / Double(progress.cities)
    guard progress.cells > 0 else { return cities }
    let known = Double(progress.cellsDone) / Double(progress.cells)
    return min(1, max(cities, known * Double(progress.citiesDone + 1) / Double(progress.cities)))
  }
}

/// Seconds with one decimal.
func seconds(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(abs(tenths % 10))"
}
