package import Postgres
import Store

/// What prolongs the leases of a process while it works.
package struct Heartbeat: Sendable {
  private let owner: String
  private let seconds: Double
  private var settings: ConnectionSettings

  /// Of the leases of an owner, which hold for so many seconds.
  package init(of owner: String, seconds: Double, _ settings: ConnectionSettings) {
    self.owner = owner
    self.seconds = seconds
    self.settings = settings
    // A beat that hangs is given up while another can still come in time.
    self.settings.deadline = min(settings.deadline, .seconds(seconds / 4))
  }

  /// Prolongs the leases three times in their term, until `pause` throws, as a sleep of a task that
  /// is cancelled does.
  ///
  /// A beat that fails is soon tried again on another connection: a lease is lost only once another
  /// process has taken it, and the fence tells that.
  package func beat(
    pause: (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) async {
    var connection: Connection?
    var wait = seconds / 3
    while (try? await pause(.seconds(wait))) != nil {
      connection = try? await prolong(on: connection)
      wait = seconds / (connection == nil ? 12 : 3)
    }
    await connection?.close()
  }

  /// One beat, on a new connection if there is none; one that fails closes its connection.
  private func prolong(on connection: Connection?) async throws -> Connection {
    let open = if let connection { connection } else { try await Connection.open(settings) }
    do {
      try await open.renewLeases(owner: owner, seconds: seconds)
      return open
    } catch {
      await open.close()
      throw error
    }
  }
}
