import CLibPQ
import Foundation

/// One libpq connection and the waiting round it; used on its connection's thread alone.
///
/// After a failure of the connection itself, or a deadline, `handle` is nil and every call throws.
final class Session {
  private(set) var handle: OpaquePointer?
  let pipe: WakePipe
  var cache: StatementCache
  /// How long a cancelled statement may take to stop.
  private static let grace = Duration.seconds(5)

  init(_ handle: OpaquePointer, pipe: WakePipe, preparedStatements: Int) {
    self.handle = handle
    self.pipe = pipe
    cache = StatementCache(limit: preparedStatements)
    PQsetnonblocking(handle, 1)
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  deinit { PQfinish(handle) }

  var isOpen: Bool { handle != nil }

  var socket: Int32 { PQsocket(handle) }

  var transactionStatus: PGTransactionStatusType { PQtransactionStatus(handle) }

  /// Closes the connection without waiting for anything.
  func drop() {
    PQfinish(handle)
    handle = nil
  }

  /// Runs `body`; when its task is cancelled, stops the server's work and throws
  /// `CancellationError`, with the connection ready for the next call.
  func run<T>(_ call: Call, _ body: () throws -> T) throws -> T {
    guard isOpen else {
      throw PostgresError(
        .connectionLost, statement: call.statement, message: "the connection is closed")
    }
    do {
      return try body()
    } catch let error as CancellationError {
      stop(call)
      throw error
    } catch var error as PostgresError where error.sqlState == "42501" {
      error.user = PQuser(handle).map { String(cString: $0) }
      throw error
    }
  }

  /// Waits until the socket can be read, or written when `writing`, and takes what it has to read;
  /// returns early when the pipe wakes.
  ///
  /// Returns false when the connection has broken. Throws `CancellationError` when the call was
  /// cancelled, and the deadline's error, after dropping the connection, when time is over, unless
  /// `dropsLate` is false: then it returns.
  @discardableResult
  func wait(_ call: Call, writing: Bool = false, dropsLate: Bool = true) throws -> Bool {
    while true {
      guard !call.isCancelled else { throw CancellationError() }
      let time = call.millisecondsLeft
      guard time > 0 else {
        guard dropsLate else { return true }
        throw expire(call)
      }
      let events = writing ? POLLIN | POLLOUT : POLLIN
      guard socket >= 0 else { return false }
      var sources = [
        pollfd(fd: socket, events: Int16(events), revents: 0),
        pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&sources, 2, time) >= 0 || errno == EINTR else { return false }
      if sources[1].revents != 0 {
        pipe.drain()
        return true
      }
      guard sources[0].revents != 0 else { continue }
      return sources[0].revents & Int16(POLLOUT) == sources[0].revents
        || PQconsumeInput(handle) == 1
    }
  }

  /// Sends what libpq holds back.
  func flush(_ call: Call) throws {
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1: guard try wait(call, writing: true) else { throw lost(call) }
      default: throw lost(call)
      }
    }
  }

  /// The next result of the statement that was sent, nil after the last.
  func nextResult(_ call: Call) throws -> OpaquePointer? {
    while true {
      let unsent = PQflush(handle)
      guard unsent >= 0 else { return PQgetResult(handle) }
      if unsent == 0, PQisBusy(handle) == 0 { return PQgetResult(handle) }
      // A broken connection still holds the server's last words, which libpq gives as a result.
      guard try wait(call, writing: unsent == 1) else { return PQgetResult(handle) }
    }
  }

  /// The last result of the statement that was sent; throws the first error after taking them all.
  ///
  /// `columns` are those of the result if they are known from before.
  func lastResult(_ call: Call, columns: ResultColumns? = nil) throws -> ResultStorage {
    var last: ResultStorage?
    var failure: PostgresError?
    while let pointer = try nextResult(call) {
      switch PQresultStatus(pointer) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
        last = ResultStorage(pointer, statement: call.statement, columns: columns)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        PQclear(pointer)
        drop()
        throw PostgresError(
          .misuse, statement: call.statement, message: "COPY needs copyIn or copyOut")
      default:
        failure = failure ?? PostgresError(.server, statement: call.statement, result: pointer)
        PQclear(pointer)
      }
    }
    if PQstatus(handle) == CONNECTION_BAD { throw lost(call, failure) }
    if let failure { throw failure }
    guard let last else { throw lost(call) }
    return last
  }

  /// The error for a connection that broke, which it drops; `cause` is what the server still said.
  func lost(_ call: Call, _ cause: PostgresError? = nil) -> PostgresError {
    let message = PQerrorMessage(handle).map { trimmed($0) } ?? "the connection is closed"
    drop()
    guard var error = cause else {
      return PostgresError(.connectionLost, statement: call.statement, message: message)
    }
    error.kind = .connectionLost
    return error
  }

  /// Asks the server to stop, without waiting, drops the connection and returns the error.
  private func expire(_ call: Call) -> PostgresError {
    _ = ServerCancel(handle, pipe: pipe)
    drop()
    return call.deadlineError
  }

  /// Stops what the server is doing and takes its results; drops the connection if that fails.
  func stop(_ call: Call) {
    guard isOpen, transactionStatus == PQTRANS_ACTIVE else { return }
    let grace = Call(call.statement, limit: Session.grace, pipe: pipe)
    let cancel = ServerCancel(handle, pipe: pipe)
    do {
      try drain(grace)
      // A request still on its way would hit the next statement.
      while !cancel.isDone { try wait(grace) }
    } catch {
      drop()
    }
    if PQstatus(handle) == CONNECTION_BAD { drop() }
  }

  /// Takes all results that are left.
  func drain(_ call: Call) throws {
    while let result = try nextResult(call) {
      let status = PQresultStatus(result)
      PQclear(result)
      switch status {
      case PGRES_COPY_IN: PQputCopyEnd(handle, "cancelled")
      case PGRES_COPY_OUT: while try copyData(call) != nil {}
      default: break
      }
    }
  }
}
