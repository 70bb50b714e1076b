import Synchronization

/// Adds up the progress of cities that are built side by side and passes it on.
final class ProgressMeter: Sendable {
  private let progress = Mutex(RunProgress())
  private let report: @Sendable (RunProgress) -> Void

  init(report: @escaping @Sendable (RunProgress) -> Void) {
    self.report = report
  }

  /// Changes the progress and reports it; reports follow one another.
  func update(_ change: (inout RunProgress) -> Void) {
    progress.withLock { progress in
      progress.finished = nil
      change(&progress)
      report(progress)
    }
  }
}
