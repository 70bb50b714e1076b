import CLibPQ
import Foundation

extension Connection {
  /// Whether the connection has no open transaction and no COPY; ends a COPY that was abandoned.
  func isReusable() -> Bool {
    guard let session else { return false }
    try? leaveCopy(session, Call("release", limit: settings.deadline, pipe: session.pipe))
    updateGlance()
    return glance.isQuiet
  }

  /// Whether the server has not closed the connection, as far as has arrived here.
  func looksAlive() -> Bool {
    defer { updateGlance() }
    return session?.looksAlive() ?? false
  }
}

extension Session {
  /// Takes what has arrived; false when the connection is closed.
  func looksAlive() -> Bool {
    guard isOpen else { return false }
    var source = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    // The server's farewell comes before the end of the stream.
    while poll(&source, 1, 0) > 0 {
      guard PQconsumeInput(handle) == 1, PQisBusy(handle) == 0 else {
        drop()
        return false
      }
    }
    return true
  }
}
