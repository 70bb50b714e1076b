import Foundation
import Synchronization

/// What other threads can see of a connection without waiting for its own.
final class ConnectionGlance: Sendable {
  private let quiet = Atomic(false)
  private let socket = Atomic<Int32>(-1)

  /// Tells how the connection stands after a call; `isQuiet` when it is open with no transaction
  /// and no COPY.
  func update(isQuiet: Bool, socket: Int32) {
    self.socket.store(socket, ordering: .relaxed)
    quiet.store(isQuiet, ordering: .releasing)
  }

  /// Whether the connection was left open with no transaction and no COPY.
  var isQuiet: Bool { quiet.load(ordering: .acquiring) }

  /// Whether nothing has arrived since, as the news that the server has gone would; meant for a
  /// connection that nobody uses.
  var isSilent: Bool {
    var source = pollfd(
      fd: socket.load(ordering: .relaxed), events: Int16(POLLIN), revents: 0)
    return source.fd >= 0 && poll(&source, 1, 0) == 0
  }
}
