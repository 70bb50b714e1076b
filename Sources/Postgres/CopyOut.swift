/// The rows that a `COPY ... TO STDOUT` gives; every iteration runs the statement.
public struct CopyOut: AsyncSequence, Sendable {
  let connection: Connection
  let statement: Statement

  /// Starts an iteration; the statement runs with the first call of `next`.
  public func makeAsyncIterator() -> Iterator {
    Iterator(connection: connection, statement: statement)
  }

  /// One run of the statement.
  public final class Iterator: AsyncIteratorProtocol {
    private let connection: Connection
    private let statement: Statement
    private let reading = CopyReading()
    private var hasBegun = false

    init(connection: Connection, statement: Statement) {
      self.connection = connection
      self.statement = statement
    }

    deinit { reading.abandon() }

    /// The next piece of whole rows, nil after the last.
    public func next() async throws -> [UInt8]? {
      if !hasBegun {
        try await connection.beginCopyOut(statement, reading)
        hasBegun = true
      }
      return try await connection.nextCopyOut(statement)
    }
  }
}
