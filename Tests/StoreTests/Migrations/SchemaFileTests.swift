import Foundation
import Postgres
import Store
import TestSupport
import Testing

@Suite
struct SchemaFileTests {
  @Test
  func `the migrations lead to the schema file`() async throws {
    let cluster = try await TestCluster.shared()
    let migrated = try await cluster.withConnection { connection in
      try await Migrator.ours.migrate(connection)
      return try await SchemaDump.lines(connection, schemas: ["almanac"])
    }
    let root = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "SQL/schema.sql"), encoding: .utf8)
    let written = try await cluster.withConnection { connection in
      try await connection.run(script: text, name: "schema.sql")
      return try await SchemaDump.lines(connection, schemas: ["almanac"])
    }
    #expect(!migrated.isEmpty)
    #expect(migrated.filter { !written.contains($0) } == [])
    #expect(written.filter { !migrated.contains($0) } == [])
  }
}
