import Dates
import Store
import Synchronization

/// The API's memory of what is live, which names answers in the cache and nothing else.
///
/// A request that finds nothing here asks the database; so a memory that lags costs statements,
/// and a memory that has not been confirmed for too long is not used at all.
final class LivePointers: Sendable {
  private struct State {
    var pointers: [CellName: LivePointer] = [:]
    var marks: ReadMarks?
    var confirmedAt: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let trustedFor: Duration

  /// An empty memory, trusted for a time after each confirmation.
  init(trustedFor: Duration) {
    self.trustedFor = trustedFor
  }

  /// Notes that nothing has changed since these marks; false when something has.
  func confirm(_ marks: ReadMarks, at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      guard state.marks == marks else { return false }
      state.confirmedAt = now
      return true
    }
  }

  /// Takes over what is live as of the marks, which were read before it.
  func replace(
    _ pointers: [CellName: LivePointer], marks: ReadMarks, at now: ContinuousClock.Instant
  ) {
    state.withLock { $0 = State(pointers: pointers, marks: marks, confirmedAt: now) }
  }

  /// Forgets that it was confirmed, until the next time.
  func distrust() {
    state.withLock { $0.confirmedAt = nil }
  }

  /// What a cell's answers are named by, and its freshness; nil when the memory is too old to tell.
  func standing(
    of cell: CellName, at now: ContinuousClock.Instant
  ) -> (generation: Int64, checkedAsOf: Instant?)? {
    state.withLock { state in
      guard let marks = state.marks, let confirmedAt = state.confirmedAt,
        confirmedAt.duration(to: now) <= trustedFor
      else { return nil }
      guard let pointer = state.pointers[cell] else { return (-marks.generation - 1, nil) }
      return (pointer.generation, pointer.checkedAsOf)
    }
  }
}
