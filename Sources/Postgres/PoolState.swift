/// Which connections are idle and who waits for one; the pool's lock guards it.
struct PoolState {
  /// What a task gets: a connection, or the right to open one.
  enum Place: Sendable {
    case idle(Connection, ContinuousClock.Instant)
    case mayOpen
  }

  typealias Waiter = CheckedContinuation<Place, any Error>

  private(set) var isClosed = false
  /// The places that are taken: idle, lent or being opened.
  private(set) var size = 0
  private var idle: [(connection: Connection, since: ContinuousClock.Instant)] = []
  private var waiting: [(id: Int, until: ContinuousClock.Instant, waiter: Waiter)] = []
  private var hasAlarm = false
  private var lastID = 0

  var waiterCount: Int { waiting.count }
  var idleCount: Int { idle.count }

  mutating func newID() -> Int {
    lastID += 1
    return lastID
  }

  /// A place, or nil when all are taken.
  mutating func place(limit: Int) -> Place? {
    // The connection used last is the one most likely to be good.
    if let (connection, since) = idle.popLast() { return .idle(connection, since) }
    guard size < limit else { return nil }
    size += 1
    return .mayOpen
  }

  /// Puts a waiter at the end of the queue; waiters give up in the order in which they came.
  mutating func enqueue(_ id: Int, until: ContinuousClock.Instant, _ waiter: Waiter) {
    waiting.append((id, until, waiter))
  }

  /// Whether somebody has to wake those whose time is over, and nobody does; who asks, does.
  mutating func takesAlarm() -> Bool {
    defer { hasAlarm = true }
    return !hasAlarm
  }

  /// Takes those out of the queue whose time is over, and when the next one's is; without a next
  /// one the alarm is given up.
  mutating func expire(
    at now: ContinuousClock.Instant
  ) -> (late: [Waiter], next: ContinuousClock.Instant?) {
    let count = waiting.prefix { $0.until <= now }.count
    defer {
      waiting.removeFirst(count)
      hasAlarm = !waiting.isEmpty
    }
    return (waiting.prefix(count).map(\.waiter), waiting.dropFirst(count).first?.until)
  }

  /// Takes a waiter out of the queue; nil when it has been served.
  mutating func removeWaiter(_ id: Int) -> Waiter? {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return nil }
    return waiting.remove(at: index).waiter
  }

  /// Keeps a connection, unless the returned waiter gets it or the pool is closed.
  mutating func giveBack(_ connection: Connection) -> (waiter: Waiter?, isClosed: Bool) {
    guard !isClosed else {
      size -= 1
      return (nil, true)
    }
    guard waiting.isEmpty else { return (waiting.removeFirst().waiter, false) }
    idle.append((connection, .now))
    return (nil, false)
  }

  /// Gives up a place, unless the returned waiter takes it.
  mutating func freePlace() -> Waiter? {
    guard waiting.isEmpty else { return waiting.removeFirst().waiter }
    size -= 1
    return nil
  }

  /// Empties the pool; returns the idle connections and the waiters.
  mutating func close() -> (idle: [Connection], waiting: [Waiter]) {
    defer {
      isClosed = true
      size -= idle.count
      idle = []
      waiting = []
    }
    return (idle.map(\.connection), waiting.map(\.waiter))
  }
}
