import Synchronization
import Worker

/// Tells a dead man's switch once a minute how a watch goes.
final class Heartbeat: Sendable {
  private let monitor: DeadManSwitch
  private let pulse = Mutex(Pulse())
  private static let interval = Duration.seconds(60)

  /// The heartbeat of a watch that is yet to begin.
  init(_ monitor: DeadManSwitch) {
    self.monitor = monitor
  }

  /// Remembers what an event says.
  func note(_ event: WatchEvent) {
    pulse.withLock { $0.note(event) }
  }

  /// Beats until the task is cancelled.
  func beat() async {
    await monitor.tell(.start)
    while (try? await Task.sleep(for: Heartbeat.interval)) != nil {
      if let event = pulse.withLock({ $0.beat() }) { await monitor.tell(event) }
    }
  }
}
