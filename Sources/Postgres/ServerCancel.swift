import CLibPQ
import Foundation
import Synchronization

/// A request to the server to stop what a connection is doing, made on a thread of its own:
/// `PQcancel` opens a second connection and blocks.
final class ServerCancel: Sendable {
  private let done = Atomic(false)

  /// Asks at once. `pipe` wakes when the server has taken the request.
  ///
  /// A server that does not answer keeps the thread until TCP gives up.
  init(_ connection: OpaquePointer?, pipe: WakePipe) {
    guard let request = Request(connection) else {
      done.store(true, ordering: .releasing)
      return
    }
    let thread = Thread {
      request.send()
      self.done.store(true, ordering: .releasing)
      pipe.wake()
    }
    thread.name = "pg cancel"
    thread.start()
  }

  /// Whether the request can no longer reach a later statement.
  var isDone: Bool { done.load(ordering: .acquiring) }
}

/// A `PGcancel`, which libpq allows any thread to use.
private final class Request: @unchecked Sendable {
  private let pointer: OpaquePointer

  init?(_ connection: OpaquePointer?) {
    guard let pointer = PQgetCancel(connection) else { return nil }
    self.pointer = pointer
  }

  deinit { PQfreeCancel(pointer) }

  func send() {
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(pointer, &message, Int32(message.count))
  }
}
