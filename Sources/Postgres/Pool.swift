import Synchronization

/// Connections for many tasks, never more than `limit` at a time.
///
/// Waiting tasks are served in the order in which they came. A connection that was idle is checked
/// before it is given out, so that a restart of the server costs new connections and no errors but
/// those of statements that were running.
public final class Pool: Sendable {
  /// What its connections are opened with.
  public let settings: ConnectionSettings
  /// The connections at a time, at most.
  public let limit: Int
  private let acquireTimeout: Duration
  private let state = Mutex(PoolState())
  /// Idle for longer than this, a connection is asked for a sign of life.
  private static let trusted = Duration.seconds(15)

  /// A pool of at most `limit` connections; a task waits at most `acquireTimeout` for one.
  public init(
    _ settings: ConnectionSettings, limit: Int, acquireTimeout: Duration = .seconds(30)
  ) {
    precondition(limit >= 1, "a pool has at least one connection")
    self.settings = settings
    self.limit = limit
    self.acquireTimeout = acquireTimeout
  }

  /// Lends a connection to `body`.
  ///
  /// Throws a `PostgresError` of kind `poolTimeout` when none came free in time, and of kind
  /// `poolClosed` after `close`. A connection that comes back lost, or with a transaction open, is
  /// closed; what else a statement has set in the session stays.
  public func withConnection<T: Sendable>(
    _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    let connection = try await acquire()
    do {
      let value = try await body(connection)
      await giveBack(connection)
      return value
    } catch {
      await giveBack(connection)
      throw error
    }
  }

  /// Closes the idle connections, refuses waiting and further tasks; lent connections are closed
  /// when they come back.
  public func close() async {
    let (idle, waiting) = state.withLock { $0.close() }
    waiting.forEach { $0.resume(throwing: Pool.closedError) }
    for connection in idle { await connection.close() }
  }

  /// The connections that are open or being opened.
  public var size: Int { state.withLock { $0.size } }

  /// The connections that nobody uses.
  public var idle: Int { state.withLock { $0.idleCount } }

  /// The tasks that wait for a connection.
  public var waiting: Int { state.withLock { $0.waiterCount } }

  private func acquire() async throws -> Connection {
    switch try await place() {
    case .idle(let connection, let since):
      if await isHealthy(connection, since: since) { return connection }
      await connection.close()
      return try await open()
    case .mayOpen: return try await open()
    }
  }

  private func place() async throws -> PoolState.Place {
    try Task.checkCancellation()
    let (place, id) = try state.withLock { state in
      guard !state.isClosed else { throw Pool.closedError }
      return (state.place(limit: limit), state.newID())
    }
    if let place { return place }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waitForPlace(id, $0) }
    } onCancel: {
      withdraw(id, CancellationError())
    }
  }

  private func waitForPlace(_ id: Int, _ waiter: PoolState.Waiter) {
    let until = ContinuousClock.now + acquireTimeout
    let result: Result<Wait, any Error> = state.withLock { state in
      guard !state.isClosed else { return .failure(Pool.closedError) }
      // The handler may have run before this task was in the queue.
      guard !Task.isCancelled else { return .failure(CancellationError()) }
      // So may the return of a connection.
      if let place = state.place(limit: limit) { return .success(.over(place)) }
      state.enqueue(id, until: until, waiter)
      return .success(state.takesAlarm() ? .firstInQueue : .inQueue)
    }
    switch result {
    case .success(.over(let place)): waiter.resume(returning: place)
    case .success(.firstInQueue): wakeLate(from: until)
    case .success(.inQueue): break
    case .failure(let error): waiter.resume(throwing: error)
    }
  }

  /// How a task's wait begins.
  private enum Wait {
    case over(PoolState.Place)
    case inQueue
    case firstInQueue
  }

  /// Wakes waiting tasks when their time is over, until nobody waits: one timer for a crowd.
  private func wakeLate(from first: ContinuousClock.Instant) {
    Task {
      var next: ContinuousClock.Instant? = first
      while let instant = next {
        try? await Task.sleep(until: instant, clock: .continuous)
        let (late, later) = state.withLock { $0.expire(at: .now) }
        let error = PostgresError(.poolTimeout, statement: "acquire", message: timeoutMessage)
        for waiter in late { waiter.resume(throwing: error) }
        next = later
      }
    }
  }

  private func withdraw(_ id: Int, _ error: any Error) {
    state.withLock { $0.removeWaiter(id) }?.resume(throwing: error)
  }

  private func open() async throws -> Connection {
    do {
      return try await Connection.open(settings)
    } catch {
      freePlace()
      throw error
    }
  }

  private func isHealthy(_ connection: Connection, since: ContinuousClock.Instant) async -> Bool {
    if !connection.glance.isSilent {
      guard await connection.looksAlive() else { return false }
    }
    guard since.duration(to: .now) > Pool.trusted else { return true }
    return (try? await connection.ping()) != nil
  }

  private func giveBack(_ connection: Connection) async {
    if !connection.glance.isQuiet {
      guard await connection.isReusable() else {
        await connection.close()
        return freePlace()
      }
    }
    let (waiter, isClosed) = state.withLock { $0.giveBack(connection) }
    waiter?.resume(returning: .idle(connection, .now))
    if isClosed { await connection.close() }
  }

  /// Lets the first waiting task open a connection in place of one that is gone.
  private func freePlace() {
    state.withLock { $0.freePlace() }?.resume(returning: .mayOpen)
  }

  private var timeoutMessage: String {
    "no connection of \(limit) came free within \(acquireTimeout)"
  }

  private static var closedError: PostgresError {
    PostgresError(.poolClosed, statement: "acquire", message: "the pool has been closed")
  }
}
