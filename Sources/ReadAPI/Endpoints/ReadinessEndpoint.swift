import Discovery
import HTTPTypes
import Logging
import Postgres
import Store

extension API {
  /// `GET /readyz`: whether the database is reachable and its schema is that of this program.
  func readiness(_ timing: inout ServerTiming, _ logger: Logger) async throws(Problem) -> Answer {
    let fault = try await database.read(&timing, logger) { connection -> MigrationError? in
      do {
        try await Migrator.ours.requireCurrent(connection)
        return nil
      } catch let error as MigrationError {
        return error
      }
    }
    if let fault {
      logger.warning("\(fault)")
      throw Problem(.schemaMismatch, "The database's schema is not that of this program.")
    }
    return Answer(.ok, Array("ready\n".utf8), type: "text/plain").uncached
  }
}
