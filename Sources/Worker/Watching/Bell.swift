import Synchronization

/// Wakes one who waits, at once; a ring that nobody waits for is kept for who comes next.
final class Bell: Sendable {
  private struct State {
    var isRung = false
    var waiter: CheckedContinuation<Bool, Never>?
  }

  private let state = Mutex(State())

  /// Wakes who waits, or the next who does.
  func ring() {
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      state.isRung = state.waiter == nil
      return state.waiter
    }
    waiter?.resume(returning: true)
  }

  /// Waits for a ring, at most for a time; whether there was one. One may wait at a time.
  func wait(atMost limit: Duration) async -> Bool {
    let timer = Task {
      try? await Task.sleep(for: limit)
      giveUp()
    }
    defer { timer.cancel() }
    return await withCheckedContinuation { continuation in
      let isRung = state.withLock { state in
        defer { state.isRung = false }
        if !state.isRung { state.waiter = continuation }
        return state.isRung
      }
      if isRung { continuation.resume(returning: true) }
    }
  }

  private func giveUp() {
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: false)
  }
}
