import CLibPQ

extension Connection {
  /// Listens to channels; whatever is sent to them from now on comes out of the sequence, in order.
  ///
  /// While the sequence waits for a notification, no other call of the connection gets through:
  /// give it a connection of its own. It ends by an error when the connection is lost, or by
  /// `CancellationError`.
  public func notifications(channels: [String]) async throws -> Notifications {
    for channel in channels {
      try await run(script: "listen \(quoted(identifier: channel))", name: "listen")
    }
    return Notifications(connection: self)
  }

  /// Listens to one channel, as `notifications(channels:)` does.
  public func notifications(channel: String) async throws -> Notifications {
    try await notifications(channels: [channel])
  }

  /// How long a silent server is trusted to be alive.
  private static let silence = Duration.seconds(15)

  func nextNotification() async throws -> Notification {
    while true {
      let notification = try await perform("listen", deadline: Connection.silence) {
        try $0.notification($1)
      }
      if let notification { return notification }
      try await ping()
    }
  }

  /// Asks the server for a sign of life.
  func ping() async throws {
    try await run(script: "", name: "ping")
  }
}

/// An identifier as SQL text, whatever it contains.
func quoted(identifier: String) -> String {
  "\"\(identifier.replacing("\"", with: "\"\""))\""
}

/// The notifications of a connection that listens.
public struct Notifications: AsyncSequence, Sendable {
  let connection: Connection

  /// Starts an iteration, which takes the notifications from the connection.
  public func makeAsyncIterator() -> Iterator { Iterator(connection: connection) }

  /// One iteration.
  public struct Iterator: AsyncIteratorProtocol {
    let connection: Connection

    /// The next notification, as soon as there is one; never nil.
    public func next() async throws -> Notification? {
      try await connection.nextNotification()
    }
  }
}

extension Session {
  /// The next notification, nil when none has come by the call's deadline.
  func notification(_ call: Call) throws -> Notification? {
    while true {
      if let pointer = PQnotifies(handle) {
        defer { PQfreemem(pointer) }
        return Notification(
          channel: String(cString: pointer.pointee.relname),
          payload: String(cString: pointer.pointee.extra), processID: pointer.pointee.be_pid)
      }
      guard call.millisecondsLeft > 0 else { return nil }
      guard try wait(call, dropsLate: false) else { throw lost(call) }
    }
  }
}
