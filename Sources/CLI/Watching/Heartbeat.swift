import Store
import Synchronization
import Worker

/// Tells a dead man's switch how a watch goes: once a minute, and at once when something fails.
final class Heartbeat: Sendable {
  private let monitor: DeadManSwitch
  private let trouble = Mutex<String?>(nil)
  private static let interval = Duration.seconds(60)

  /// The heartbeat of a watch that is yet to begin.
  init(_ monitor: DeadManSwitch) {
    self.monitor = monitor
  }

  /// Remembers what went wrong, and forgets it once a look at the cities has ended well.
  func note(_ event: WatchEvent) {
    switch event {
    case .ran(let report):
      let first = report.failures.first
      trouble.withLock { $0 = first.map { "\($0.city) failed in \($0.stage): \($0.message)" } }
    case .trouble(let error):
      let line = ReportedFailure(error)?.message ?? "\(error)"
      trouble.withLock { $0 = line }
    case .tracked, .untracked: break
    }
  }

  /// Beats until the task is cancelled.
  func beat() async {
    await monitor.tell(.start)
    while (try? await Task.sleep(for: Heartbeat.interval)) != nil {
      await monitor.tell(trouble.withLock { $0 }.map { .failure($0) } ?? .success)
    }
  }
}
