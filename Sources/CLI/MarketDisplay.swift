import Market
import Synchronization

/// Shows a demo's or an import's progress on standard error: one line drawn over on a terminal, a
/// line a city elsewhere.
final class MarketDisplay: Sendable {
  private let isQuiet: Bool
  private let lastCity = Mutex("")

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
  }

  /// Shows how far the work has come.
  func show(_ progress: MarketProgress) {
    guard !isQuiet else { return }
    let place = "[\(progress.citiesDone + 1)/\(progress.cities)] \(progress.city)"
    if Terminal.isInteractive {
      let rows = progress.rows > 0 ? ", \(progress.rows) rows" : ""
      Terminal.redraw("\(place): \(progress.step)\(rows)")
      return
    }
    let isNew = lastCity.withLock { last in
      defer { last = progress.city }
      return last != progress.city
    }
    if isNew { Terminal.error(place) }
  }

  /// Ends the line.
  func finish() {
    if !isQuiet, Terminal.isInteractive { Terminal.redraw("") }
  }
}
