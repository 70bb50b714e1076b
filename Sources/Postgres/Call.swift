import Synchronization

/// What may end one call early: its deadline, or the cancellation of its task.
final class Call: Sendable {
  /// The name of the statement, for errors.
  let statement: String
  private let limit: Duration
  private let end: ContinuousClock.Instant
  private let cancelled = Atomic(false)
  private let pipe: WakePipe

  init(_ statement: String, limit: Duration, pipe: WakePipe) {
    self.statement = statement
    self.limit = limit
    end = ContinuousClock.now.advanced(by: limit)
    self.pipe = pipe
  }

  /// Cancels the call, from any thread.
  func cancel() {
    cancelled.store(true, ordering: .releasing)
    pipe.wake()
  }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  /// The time left in whole milliseconds, rounded up; 0 when the deadline has passed.
  var millisecondsLeft: Int32 {
    let left = ContinuousClock.now.duration(to: end).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    guard left.seconds < 1_000_000 else { return 1_000_000_000 }
    let part = (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(left.seconds * 1000 + part)
  }

  /// The error that says that the time is over.
  var deadlineError: PostgresError {
    PostgresError(
      .deadline, statement: statement,
      message: "no answer within \(limit); the connection has been dropped")
  }
}
