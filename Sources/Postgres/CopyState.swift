import Synchronization

/// The COPY that has a connection.
enum CopyState {
  /// The client sends rows.
  case sending
  /// The server sends rows.
  case receiving(CopyReading)
}

/// One reading of rows from the server, shared by its iterator and the connection.
final class CopyReading: Sendable {
  private let abandoned = Atomic(false)

  /// Tells the connection that nobody will take the rest.
  func abandon() { abandoned.store(true, ordering: .releasing) }

  var isAbandoned: Bool { abandoned.load(ordering: .acquiring) }
}
