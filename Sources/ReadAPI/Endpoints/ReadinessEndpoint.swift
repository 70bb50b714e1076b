import Dates
import Discovery
import HTTPTypes
import Postgres
import Store

extension API {
  /// `GET /readyz`: whether the database is reachable, its schema is that of this program, and what
  /// is live of today is as fresh as the operator wants it.
  func readiness(_ timing: inout ServerTiming, _ log: RequestLog) async throws(Problem) -> Answer {
    let fault = try await probe.read(&timing, log) { connection -> MigrationError? in
      do {
        try await Migrator.ours.requireCurrent(connection)
        return nil
      } catch let error as MigrationError {
        return error
      }
    }
    if let fault {
      log.warning("\(fault)")
      throw Problem(.schemaMismatch, "The database's schema is not that of this program.")
    }
    try await requireFresh(&timing, log)
    return Answer(.ok, Array(API.readyText.utf8), type: "text/plain").uncached
  }

  private func requireFresh(_ timing: inout ServerTiming, _ log: RequestLog) async throws(Problem) {
    guard let limit = settings.readyMaxAgeSeconds else { return }
    let now = now()
    let freshest = try await probe.read(&timing, log) { connection -> Instant? in
      try await connection.freshestToday(at: now)
    }
    guard let freshest else { throw Problem(.tooStale, "No city's cell of today is live.") }
    let age = max(0, Int(freshest.seconds(to: now)))
    guard age > limit else { return }
    throw Problem(
      .tooStale, "The freshest cell of today is \(age) seconds old, more than \(limit).")
  }
}
