import CLibPQ

/// One connection to a server, on a thread of its own.
///
/// Every call has a deadline; when it passes, the call throws and the connection is dropped. When
/// the calling task is cancelled, the statement is cancelled on the server, the call throws
/// `CancellationError` and the connection stays usable; a statement that was finished at the time
/// keeps its effect. Calls run one after the other. A connection serves one task at a time:
/// statements of another would fall into its transaction.
public actor Connection {
  private let thread: ConnectionThread
  private let pipe: WakePipe
  /// The settings that it was opened with.
  public nonisolated let settings: ConnectionSettings
  nonisolated let glance = ConnectionGlance()
  private(set) var session: Session?
  /// Set while a COPY has the connection, and no statement can run.
  var copying: CopyState? { didSet { updateGlance() } }

  /// The connection's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  private init(_ settings: ConnectionSettings) throws {
    self.settings = settings
    thread = ConnectionThread(name: "pg connection")
    pipe = try WakePipe()
  }

  /// Opens a connection, within the connect timeout for each host that the settings name.
  public static func open(_ settings: ConnectionSettings) async throws -> Connection {
    let connection = try Connection(settings)
    try await connection.connect()
    return connection
  }

  private func connect() async throws {
    let options = try ConnectionOptions(settings)
    let attempt = ConnectionAttempt(options, pipe: pipe)
    let call = Call("connect", limit: options.limit, pipe: pipe)
    let handle = try await cancelling(call) { try attempt.wait(call) }
    session = Session(handle, pipe: pipe, preparedStatements: settings.preparedStatements)
    updateGlance()
  }

  func updateGlance() {
    let isQuiet = session?.transactionStatus == PQTRANS_IDLE && copying == nil
    glance.update(isQuiet: isQuiet, socket: session?.socket ?? -1)
  }

  /// Closes the connection; further calls throw. Closing twice is allowed.
  public func close() {
    session?.drop()
    updateGlance()
  }

  /// Whether the connection has not been closed or lost, as far as is known without asking.
  public var isOpen: Bool { session?.isOpen ?? false }

  /// Whether a transaction is open, failed or not.
  public var isInTransaction: Bool {
    guard let session, session.isOpen else { return false }
    return session.transactionStatus != PQTRANS_IDLE
  }

  /// The id of the server's process for this connection, as `pg_backend_pid()` gives it.
  public var backendID: Int32 { PQbackendPID(session?.handle) }

  /// The server's version, such as 150020 for 15.20.
  public var serverVersion: Int32 { PQserverVersion(session?.handle) }

  /// Runs a statement and returns its rows.
  public func query(
    _ statement: Statement, _ parameters: [Parameter] = [], deadline: Duration? = nil
  ) async throws -> Rows {
    try await perform(statement.name, deadline: deadline) { session, call in
      Rows(try session.execute(statement, parameters, call))
    }
  }

  /// Runs a statement and returns the number of rows that it affected.
  @discardableResult
  public func execute(
    _ statement: Statement, _ parameters: [Parameter] = [], deadline: Duration? = nil
  ) async throws -> Int {
    try await perform(statement.name, deadline: deadline) { session, call in
      try session.execute(statement, parameters, call).affectedRows
    }
  }

  /// Runs statements separated by semicolons, in one transaction unless they say otherwise.
  ///
  /// Stops at the first error, whose `position` counts characters of the whole script.
  public func run(script: String, name: String, deadline: Duration? = nil) async throws {
    try await perform(name, deadline: deadline) { session, call in
      try session.runScript(script, call)
    }
  }

  /// The types of a statement's parameters and columns; prepares it and does not run it.
  public func describe(_ statement: Statement) async throws -> StatementDescription {
    try await perform(statement.name, deadline: nil) { session, call in
      let prepared = try session.prepare(statement, call)
      return StatementDescription(
        parameters: prepared.parameterTypes,
        columns: zip(prepared.columns.names, prepared.columns.types).map {
          .init(name: $0, type: $1)
        })
    }
  }

  /// Runs `body` on the session as one call, with its deadline and the task's cancellation.
  ///
  /// A shielded call runs to its end although the task is cancelled, as a rollback must.
  func perform<T>(
    _ name: String, deadline: Duration?, shielded: Bool = false, duringCopy: Bool = false,
    _ body: (Session, Call) throws -> T
  ) async throws -> T {
    if !shielded { try Task.checkCancellation() }
    guard let session else {
      throw PostgresError(.connectionLost, statement: name, message: "the connection is closed")
    }
    let call = Call(name, limit: deadline ?? settings.deadline, pipe: pipe)
    if !duringCopy { try leaveCopy(session, call) }
    defer { updateGlance() }
    guard !shielded else { return try session.run(call) { try body(session, call) } }
    return try await cancelling(call) { try session.run(call) { try body(session, call) } }
  }

  /// Runs blocking work, and cancels the call with the task.
  private func cancelling<T>(_ call: Call, _ work: () throws -> T) async throws -> T {
    try await withTaskCancellationHandler {
      // Without a use of `self` the closure leaves the actor, and with it the thread.
      try onThread(work)
    } onCancel: {
      call.cancel()
    }
  }

  private func onThread<T>(_ work: () throws -> T) rethrows -> T {
    preconditionIsolated()
    return try work()
  }
}
