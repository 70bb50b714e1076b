import Postgres
import Store

/// Rings a bell whenever a writer says that it has changed the source, where the triggers were
/// installed so that it does; and whenever it begins to listen, for what was said before.
struct ChangeListener {
  let settings: ConnectionSettings
  let bell: Bell

  /// Listens until the task is cancelled; who cannot listen, as behind some poolers, polls only.
  func listen() async {
    repeat {
      guard let connection = try? await Connection.open(settings) else { continue }
      if let said = try? await connection.notifications(channel: Connection.changeChannel) {
        bell.ring()
        do {
          for try await _ in said { bell.ring() }
        } catch {
          // The connection is lost, or the task cancelled.
        }
      }
      await connection.close()
    } while (try? await Task.sleep(for: .seconds(1))) != nil
  }
}
