import Synchronization

/// Answers in memory, bounded in bytes.
///
/// Two halves approximate the order of use: what is used moves to the young half, and when that is
/// full, the old half, unused since, goes. Equal requests that miss at one time share one answer.
final class ResponseCache: Sendable {
  /// What the cache has done so far.
  struct Counters: Hashable, Sendable {
    /// Answers that came from memory, or from another request's miss.
    var hits = 0
    /// Answers that were made.
    var misses = 0
    /// Answers that were dropped for want of room.
    var evicted = 0
  }

  private struct State {
    var young: [CacheKey: StoredAnswer] = [:]
    var old: [CacheKey: StoredAnswer] = [:]
    var youngBytes = 0
    var oldBytes = 0
    var flights: [CacheKey: Task<Flight, Never>] = [:]
    var counters = Counters()
  }

  /// A made answer, and what to tell of the making.
  struct Flight: Sendable {
    let result: Result<StoredAnswer, Problem>
    let timing: ServerTiming
  }

  private let halfBytes: Int
  private let state = Mutex(State())

  /// A cache of at most so many bytes; 0 keeps nothing.
  init(bytes: Int) {
    halfBytes = bytes / 2
  }

  /// The present counters.
  var counters: Counters { state.withLock { $0.counters } }

  /// What is kept at this moment.
  var contents: (answers: Int, bytes: Int) {
    state.withLock { ($0.young.count + $0.old.count, $0.youngBytes + $0.oldBytes) }
  }

  /// The answer in memory, if there is one.
  func answer(for key: CacheKey) -> StoredAnswer? {
    state.withLock { state in
      if let answer = state.young[key] {
        state.counters.hits += 1
        return answer
      }
      guard let answer = state.old.removeValue(forKey: key) else { return nil }
      state.oldBytes -= answer.size + key.request.utf8.count
      state.counters.hits += 1
      store(answer, for: key, &state)
      return answer
    }
  }

  /// The answer that `make` gives, or that an equal request is getting at this moment.
  ///
  /// The making goes on when the request that began it is cancelled: others may wait for it.
  func answer(
    for key: CacheKey, _ make: @Sendable @escaping () async -> Flight
  ) async -> Flight {
    let flight = state.withLock { state in
      if let flight = state.flights[key] {
        state.counters.hits += 1
        return flight
      }
      state.counters.misses += 1
      let flight = Task(executorPreference: LoopExecutor.current) { [self] in
        let made = await make()
        land(made, key)
        return made
      }
      state.flights[key] = flight
      return flight
    }
    return await flight.value
  }

  /// Keeps an answer that has grown by another form of its body.
  func keep(_ answer: StoredAnswer, for key: CacheKey) {
    state.withLock { store(answer, for: key, &$0) }
  }

  /// Keeps what was made under what it was read at.
  private func land(_ made: Flight, _ key: CacheKey) {
    state.withLock { state in
      state.flights[key] = nil
      guard case .success(let answer) = made.result else { return }
      store(answer, for: key.named(by: answer.standing), &state)
    }
  }

  private func store(_ answer: StoredAnswer, for key: CacheKey, _ state: inout State) {
    let size = answer.size + key.request.utf8.count
    guard size <= halfBytes else { return }
    if let former = state.young.removeValue(forKey: key) {
      state.youngBytes -= former.size + key.request.utf8.count
    }
    if state.youngBytes + size > halfBytes {
      state.counters.evicted += state.old.count
      state.old = state.young
      state.oldBytes = state.youngBytes
      state.young = [:]
      state.youngBytes = 0
    }
    state.young[key] = answer
    state.youngBytes += size
  }
}
