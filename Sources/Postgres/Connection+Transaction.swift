import CLibPQ

/// What a transaction sees of others (PostgreSQL's documentation, section 13.2).
public enum Isolation: String, Sendable, CaseIterable {
  case readCommitted = "read committed"
  case repeatableRead = "repeatable read"
  case serializable = "serializable"
}

extension Connection {
  /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
  ///
  /// When the task is cancelled before the commit, the transaction is rolled back and
  /// `CancellationError` thrown. A connection that is lost during the commit leaves it open
  /// whether that took effect. Transactions do not nest.
  public func transaction<T: Sendable>(
    isolation: Isolation = .readCommitted, readOnly: Bool = false,
    _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    guard !isInTransaction else {
      throw PostgresError(.misuse, statement: "begin", message: "a transaction is already open")
    }
    let access = readOnly ? " read only" : ""
    try await run(script: "begin isolation level \(isolation.rawValue)\(access)", name: "begin")
    do {
      let value = try await body(self)
      try Task.checkCancellation()
      try await commit()
      return value
    } catch {
      await rollback()
      throw error
    }
  }

  private func commit() async throws {
    try await perform("commit", deadline: nil, shielded: true) { session, call in
      // COMMIT of a failed transaction rolls back and reports success.
      guard session.transactionStatus == PQTRANS_INTRANS else {
        throw PostgresError(
          .misuse, statement: "commit",
          message: "a statement of the transaction failed, and its error was not passed on")
      }
      try session.runScript("commit", call)
    }
  }

  /// Rolls back what is open; a connection on which that fails is closed.
  private func rollback() async {
    guard isOpen, isInTransaction else { return }
    do {
      try await perform("rollback", deadline: nil, shielded: true) { session, call in
        try session.runScript("rollback", call)
      }
    } catch {
      close()
    }
  }
}
