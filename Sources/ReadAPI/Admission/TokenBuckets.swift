import Synchronization

/// How often each client may ask: a bucket of tokens that is full at first and fills steadily.
///
/// A bucket is one instant, that at which it will be full again (the generic cell rate algorithm,
/// ITU-T I.371). A bucket that is full is as good as none, so memory holds only the clients of the
/// last moments, and at most so many: the longest unheard of are forgiven first.
final class TokenBuckets: Sendable {
  private struct State {
    var young: [String: ContinuousClock.Instant] = [:]
    var old: [String: ContinuousClock.Instant] = [:]
    var turnedAt: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let interval: Duration
  private let depth: Duration
  private let limit: Int

  /// Buckets of `burst` tokens that get `perSecond` of them each second; both are at least 1.
  init(perSecond: Int, burst: Int, clients limit: Int = 100_000) {
    interval = .seconds(1) / max(1, perSecond)
    depth = interval * max(1, burst)
    self.limit = limit
  }

  /// Takes a token of a client; else, how long it is until there is one.
  func take(_ client: String, at now: ContinuousClock.Instant) -> Duration? {
    state.withLock { state in
      turn(&state, now)
      let full = max(state.young[client] ?? state.old[client] ?? now, now) + interval
      let wait = now.duration(to: full) - depth
      guard wait <= .zero else { return wait }
      state.young[client] = full
      return nil
    }
  }

  /// The clients that are remembered.
  var count: Int { state.withLock { $0.young.count + $0.old.count } }

  /// Drops the older half once its buckets are full again, or when there are too many.
  private func turn(_ state: inout State, _ now: ContinuousClock.Instant) {
    let since = state.turnedAt.map { $0.duration(to: now) }
    if let since, since < depth, state.young.count < limit / 2 { return }
    // After twice the time that a bucket takes to fill, those of both halves are full.
    state.old = since.map { $0 < depth * 2 } ?? false ? state.young : [:]
    state.young = [:]
    state.turnedAt = now
  }
}
