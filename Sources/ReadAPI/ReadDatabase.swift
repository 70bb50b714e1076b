import HTTPTypes
public import Postgres

/// The database as the API sees it: a statement's result, or the problem that the client is told.
public struct ReadDatabase: Sendable {
  private let pool: Pool
  private let retryAfterSeconds: Int

  /// The database behind a pool.
  public init(_ pool: Pool, retryAfterSeconds: Int = 1) {
    self.pool = pool
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// What a pool is doing.
  struct Load: Sendable, Hashable {
    let inUse: Int
    let idle: Int
    let waiting: Int
    let limit: Int
  }

  /// What the pool is doing at this moment.
  var load: Load {
    let (size, idle) = (pool.size, pool.idle)
    return Load(
      inUse: max(0, size - idle), idle: idle, waiting: pool.waiting, limit: pool.limit)
  }

  /// The result of `body` on a connection that is held only while it runs.
  func read<T: Sendable>(
    _ timing: inout ServerTiming, _ log: RequestLog,
    _ body: @Sendable @escaping (Connection) async throws -> T
  ) async throws(Problem) -> T {
    let began = ContinuousClock.now
    do {
      let (value, acquired) = try await pool.withConnection { connection in
        let acquired = ContinuousClock.now
        return (try await body(connection), acquired)
      }
      timing.note(.pool, began.duration(to: acquired))
      timing.note(.db, acquired.duration(to: .now))
      return value
    } catch {
      timing.note(.db, began.duration(to: .now))
      throw problem(of: error, log)
    }
  }

  /// What the client may know of an error; the rest goes to the log.
  func problem(of error: any Error, _ log: RequestLog) -> Problem {
    let problem = (error as? PostgresError).map(problem) ?? failure
    if problem.code == .internalError { log.error("\(error)") } else { log.warning("\(error)") }
    return problem
  }

  private func problem(_ error: PostgresError) -> Problem {
    switch error.kind {
    case .poolTimeout, .poolClosed: later(.busy, "Every database connection is busy; try again.")
    case .connectionFailed, .connectionLost:
      later(.databaseUnavailable, "The database cannot be reached; try again.")
    case .deadline: tooLong
    case .server: problem(ofState: error.sqlState ?? "")
    case .parameter, .column, .misuse: failure
    }
  }

  /// What a statement's refusal by the server means to a client.
  private func problem(ofState state: String) -> Problem {
    switch state {
    // A time limit: of the statement, or of a lock that a migration or a repair holds.
    case "57014", "55P03": tooLong
    // The server goes down, or is not up yet; a standby has removed what was being read; memory or
    // disk has run out.
    case _ where ["57P", "40", "53"].contains { state.hasPrefix($0) }:
      later(.databaseUnavailable, "The database cannot answer now; try again.")
    default: failure
    }
  }

  private var tooLong: Problem {
    later(.databaseTimeout, "The database took too long; try again.")
  }

  private var failure: Problem {
    Problem(.internalError, "The request failed; the request id tells the log line.")
  }

  private func later(_ code: ProblemCode, _ detail: String) -> Problem {
    Problem(code, detail, headers: [.retryAfter: String(retryAfterSeconds)])
  }
}
