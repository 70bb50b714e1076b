import CLibPQ
import Foundation
import Synchronization

/// A connection in the making, on a thread of its own.
///
/// `PQconnectdbParams` is used, although it blocks, because it alone gives each host its own
/// timeout and covers the look-up of names; an attempt that comes too late is closed when it ends.
final class ConnectionAttempt: Sendable {
  private enum State {
    case connecting
    case finished(Handle?)
    case abandoned
  }

  /// Lets a handle cross to the thread that will own it.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let state = Mutex(State.connecting)
  private let pipe: WakePipe

  init(_ options: ConnectionOptions, pipe: WakePipe) {
    self.pipe = pipe
    let thread = Thread { self.finish(options.connect().map { Handle(pointer: $0) }) }
    thread.name = "pg connect"
    thread.start()
  }

  /// Waits for the connection, for the call's deadline or for its cancellation.
  func wait(_ call: Call) throws -> OpaquePointer {
    while true {
      if let result = finished() { return try ConnectionAttempt.checked(result?.pointer, call) }
      let time = call.millisecondsLeft
      guard time > 0, !call.isCancelled else {
        abandon()
        guard !call.isCancelled else { throw CancellationError() }
        throw PostgresError(
          .connectionFailed, statement: call.statement, message: "no server answered in time")
      }
      var source = pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0)
      if poll(&source, 1, time) > 0 { pipe.drain() }
    }
  }

  private func finish(_ handle: Handle?) {
    let isAbandoned = state.withLock { state in
      if case .abandoned = state { return true }
      state = .finished(handle)
      return false
    }
    if isAbandoned { PQfinish(handle?.pointer) }
    pipe.wake()
  }

  private func finished() -> Handle?? {
    state.withLock { state in
      guard case .finished(let handle) = state else { return nil }
      return .some(handle)
    }
  }

  private func abandon() {
    let unused: Handle? = state.withLock { state in
      defer { state = .abandoned }
      guard case .finished(let handle) = state else { return nil }
      return handle
    }
    PQfinish(unused?.pointer)
  }

  private static func checked(_ pointer: OpaquePointer?, _ call: Call) throws -> OpaquePointer {
    guard let pointer, PQstatus(pointer) == CONNECTION_OK else {
      let message = PQerrorMessage(pointer).map { trimmed($0) } ?? "out of memory"
      PQfinish(pointer)
      throw PostgresError(.connectionFailed, statement: call.statement, message: message)
    }
    return pointer
  }
}
