import CLibPQ

extension Connection {
  /// Sends rows to a `COPY ... FROM STDIN` and returns their number.
  ///
  /// The chunks are the bytes of the format that the statement names, cut anywhere; the next is
  /// asked for when the connection has taken the one before. The deadline is that of
  /// each chunk; the server's statement timeout counts the whole. An error of the sequence, or
  /// cancellation, makes the server forget all rows.
  @discardableResult
  public func copyIn<Chunks: AsyncSequence & Sendable>(
    _ statement: Statement, from chunks: Chunks, deadline: Duration? = nil
  ) async throws -> Int where Chunks.Element == [UInt8] {
    let name = statement.name
    try await perform(name, deadline: deadline) { session, call in
      try session.beginCopy(statement, call, expecting: PGRES_COPY_IN)
    }
    copying = .sending
    defer { copying = nil }
    do {
      for try await chunk in chunks where !chunk.isEmpty {
        try await perform(name, deadline: deadline, duringCopy: true) { session, call in
          try session.sendCopy(chunk, call)
        }
      }
      return try await perform(name, deadline: deadline, duringCopy: true) { session, call in
        try session.endCopyIn(call)
      }
    } catch {
      await abandonCopyIn(name)
      throw error
    }
  }

  private func abandonCopyIn(_ name: String) async {
    do {
      try await perform(name, deadline: nil, shielded: true, duringCopy: true) { session, call in
        let _: Int = try session.endCopyIn(call, failure: "the client stopped")
      }
    } catch {
      // The server confirms with an error that it has forgotten the rows.
      return
    }
  }

  /// The rows of a `COPY ... TO STDOUT`, in pieces of whole rows.
  ///
  /// The server is read as fast as the pieces are taken. Iteration that ends early cancels the
  /// COPY at the next use of the connection.
  public nonisolated func copyOut(_ statement: Statement) -> CopyOut {
    CopyOut(connection: self, statement: statement)
  }

  func beginCopyOut(_ statement: Statement, _ reading: CopyReading) async throws {
    try await perform(statement.name, deadline: nil) { session, call in
      try session.beginCopy(statement, call, expecting: PGRES_COPY_OUT)
    }
    copying = .receiving(reading)
  }

  func nextCopyOut(_ statement: Statement) async throws -> [UInt8]? {
    do {
      let piece = try await perform(statement.name, deadline: nil, duringCopy: true) {
        session, call in
        try session.receiveCopy(call)
      }
      if piece == nil { copying = nil }
      return piece
    } catch {
      copying = nil
      throw error
    }
  }

  /// Ends a COPY that nobody reads any more; throws when one is going on.
  func leaveCopy(_ session: Session, _ call: Call) throws {
    switch copying {
    case nil: return
    case .receiving(let reading) where reading.isAbandoned:
      session.stop(call)
      copying = nil
    case .sending, .receiving:
      throw PostgresError(
        .misuse, statement: call.statement, message: "a COPY has the connection")
    }
  }
}
