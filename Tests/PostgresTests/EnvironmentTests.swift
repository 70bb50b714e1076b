import Foundation
import Postgres
import TestSupport
import Testing

/// Each test sets variables of a process of its own.
@Suite
struct EnvironmentTests {
  @Test
  func `an empty string means what the environment says`() async throws {
    let cluster = try await TestCluster.shared()
    try await cluster.withDatabase { url in
      let folder = cluster.socketFolder
      let name = String(try #require(url.split(separator: "dbname=").last))
      await #expect(processExitsWith: .success) {
        [folder = folder as String, name = name as String] in
        setenv("PGHOST", folder, 1)
        setenv("PGPORT", "5432", 1)
        setenv("PGUSER", "postgres", 1)
        setenv("PGDATABASE", name, 1)
        setenv("PGAPPNAME", "from the environment", 1)
        setenv("PGOPTIONS", "-c lock_timeout=9s", 1)
        let found = try await settings(url: "")
        #expect(found == [name, "from the environment", "9s", "5min"])
      }
    }
  }

  @Test
  func `a service file works and wins over the presets`() async throws {
    let cluster = try await TestCluster.shared()
    try await cluster.withDatabase { url in
      let folder = cluster.socketFolder
      let name = String(try #require(url.split(separator: "dbname=").last))
      await #expect(processExitsWith: .success) {
        [folder = folder as String, name = name as String] in
        let file = FileManager.default.temporaryDirectory
          .appending(path: "almanac-\(UUID().uuidString).conf")
        try """
        [discovery]
        host=\(folder)
        port=5432
        user=postgres
        dbname=\(name)
        application_name=from the service
        options=-c lock_timeout=8s
        """.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        setenv("PGSERVICEFILE", file.path, 1)
        let found = try await settings(url: "service=discovery")
        #expect(found == [name, "from the service", "8s", "5min"])
      }
    }
  }
}

/// The database, application name, lock timeout and statement timeout of a worker's connection.
private func settings(url: String) async throws -> [String] {
  let connection = try await Connection.open(.worker(url: url))
  let rows = try await connection.query(
    Statement(
      "settings",
      """
      select current_database()::text, current_setting('application_name'),
        current_setting('lock_timeout'), current_setting('statement_timeout')
      """))
  await connection.close()
  return try (0..<4).map { try rows[0].get($0) }
}
