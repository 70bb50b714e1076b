package import Postgres
import Store

/// Connections set for builds that are kept open from one run to the next.
package actor WarmConnections {
  private let settings: ConnectionSettings
  private var idle: [Connection] = []

  /// No connection yet.
  package init(_ settings: ConnectionSettings) {
    self.settings = settings
  }

  /// One of those that were given back and are open, or a new one.
  func take() async throws -> Connection {
    while let connection = idle.popLast() {
      if await connection.isOpen { return connection }
    }
    let connection = try await Connection.open(settings)
    try await connection.prepareForBuilds()
    return connection
  }

  /// Keeps a connection for the next who asks.
  func give(_ connection: Connection) { idle.append(connection) }

  /// Lends a connection for the time of `body`.
  nonisolated func lend<T: Sendable>(
    _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    let connection = try await take()
    do {
      let value = try await body(connection)
      await give(connection)
      return value
    } catch {
      await give(connection)
      throw error
    }
  }

  /// Closes those that are here.
  package func close() async {
    let connections = idle
    idle = []
    for connection in connections { await connection.close() }
  }
}
