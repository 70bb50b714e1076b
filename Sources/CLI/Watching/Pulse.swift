import Store
import Worker

/// How a watch goes, as a dead man's switch is told of it minute by minute.
struct Pulse {
  /// A city that has failed, until a round finds none.
  private var failure: String?
  /// Why the last look did not end, until one does.
  private var trouble: String?
  private var hasLooked = false

  /// Remembers what an event says.
  mutating func note(_ event: WatchEvent) {
    switch event {
    case .looked(let failures, let isRound):
      hasLooked = true
      trouble = nil
      let line = FailureLines(failures).lines.first
      if isRound || line != nil { failure = line }
    case .trouble(let error):
      trouble = ReportedFailure(error)?.message ?? "\(error)"
    case .ran, .tracked, .untracked: break
    }
  }

  /// What is to be told at the end of a minute: nothing when no look has ended in it, since then
  /// nobody knows.
  mutating func beat() -> DeadManSwitch.Event? {
    defer { hasLooked = false }
    if let line = trouble ?? failure { return .failure(line) }
    return hasLooked ? .success : nil
  }
}
