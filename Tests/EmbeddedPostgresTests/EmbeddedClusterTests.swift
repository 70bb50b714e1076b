import EmbeddedPostgres
import Foundation
import Postgres
import TestSupport
import Testing

@Suite
struct EmbeddedClusterTests {
  private func query(_ url: String, _ sql: String) async throws -> String {
    let connection = try await Connection.open(.worker(url: url))
    let rows = try await connection.query(Statement("query", sql))
    await connection.close()
    return try rows[0].get(0)
  }

  private func run(_ url: String, _ sql: String) async throws {
    let connection = try await Connection.open(.worker(url: url))
    try await connection.run(script: sql, name: "script")
    await connection.close()
  }

  @Test
  func `a cluster is made, stopped and started again with its data`() async throws {
    try await ScratchCluster.with { cluster in
      #expect(try await cluster.status() == .absent)
      #expect(try await cluster.down() == false)
      let first = try await cluster.up()
      #expect(first.isNew)
      #expect(first.note == nil)
      let status = try await cluster.status()
      #expect(status == .running(url: first.url, processID: first.processID))
      try await run(first.url, "create table desk (name text); insert into desk values ('会議室')")
      let again = try await cluster.up()
      #expect(!again.isNew)
      #expect(again.processID == first.processID)
      #expect(try await cluster.down())
      #expect(try await cluster.status() == .stopped)
      #expect(try await cluster.down() == false)
      let second = try await cluster.up()
      #expect(second.isNew)
      #expect(try await query(second.url, "select name from desk") == "会議室")
    }
  }

  @Test
  func `the server is private and speaks UTF-8`() async throws {
    try await ScratchCluster.with { cluster in
      let running = try await cluster.up()
      for (setting, value) in [
        ("listen_addresses", ""), ("server_encoding", "UTF8"), ("TimeZone", "UTC"),
        ("lc_messages", "C"), ("data_checksums", "on"),
      ] {
        #expect(try await query(running.url, "select current_setting('\(setting)')") == value)
      }
      #expect(try await query(running.url, "select current_database()::text") == "almanac")
      let attributes = try FileManager.default.attributesOfItem(atPath: running.socketFolder)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
      let owner = try FileManager.default.attributesOfItem(atPath: running.home)
      #expect(owner[.ownerAccountID] as? Int != 0)
      #expect(FileManager.default.fileExists(atPath: running.log))
    }
  }

  @Test
  func `of several callers one starts the server`() async throws {
    try await ScratchCluster.with { cluster in
      let found = try await withThrowingTaskGroup(of: EmbeddedCluster.Running.self) { group in
        for _ in 0..<4 { group.addTask { try await cluster.up() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(found.count { $0.isNew } == 1)
      #expect(Set(found.map(\.processID)).count == 1)
    }
  }

  @Test
  func `a server that was killed at work is started again`() async throws {
    try await ScratchCluster.with { cluster in
      let first = try await cluster.up()
      try await run(
        first.url,
        "set synchronous_commit = on; create table desk (a int); insert into desk values (7)")
      let busy = try await Connection.open(.worker(url: first.url))
      let process = await busy.backendID
      let task = Task {
        try await busy.query(
          Statement("burn", "select count(*) from generate_series(1, 100000000000)"))
      }
      let observer = try await Connection.open(.worker(url: first.url))
      let active = Statement(
        "active", "select 1 from pg_stat_activity where pid = $1 and state = 'active'")
      while try await observer.query(active, [.int4(process)]).isEmpty {}
      #expect(kill(first.processID, SIGKILL) == 0)
      while kill(first.processID, 0) == 0 { await Task.yield() }
      #expect(try await cluster.status() == .stopped)
      let second = try await cluster.up()
      #expect(second.processID != first.processID)
      #expect(try await query(second.url, "select a::text from desk") == "7")
      _ = try await #require(throws: PostgresError.self) { try await task.value }
      await observer.close()
    }
  }

  @Test
  func `a stale process file that names a living program is cleared away`() async throws {
    try await ScratchCluster.with { cluster in
      let first = try await cluster.up()
      let file = "\(first.home)/data/postmaster.pid"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try await cluster.down()
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let stale = (["\(getpid())"] + lines.dropFirst().map(String.init)).joined(separator: "\n")
      try stale.write(toFile: file, atomically: false, encoding: .utf8)
      #expect(try await cluster.status() == .stopped)
      let second = try await cluster.up()
      #expect(second.isNew)
      #expect(second.processID != getpid())
    }
  }

  @Test
  func `an attempt that was interrupted is repeated`() async throws {
    try await ScratchCluster.with { cluster in
      let first = try await cluster.up()
      try await cluster.down()
      let files = FileManager.default
      try files.moveItem(
        atPath: "\(first.home)/data", toPath: "\(first.home)/data.partial")
      try files.removeItem(atPath: "\(first.home)/data.partial/PG_VERSION")
      let second = try await cluster.up()
      #expect(try await query(second.url, "select current_database()::text") == "almanac")
      #expect(!files.fileExists(atPath: "\(first.home)/data.partial"))
    }
  }

  @Test
  func `a long path has its socket in a short one`() async throws {
    let long = String(repeating: "会議室", count: 12)
    try await ScratchCluster.with(subfolder: "\(long)/\(long)") { cluster in
      let running = try await cluster.up()
      #expect(running.home.hasPrefix(cluster.folder))
      #expect(!running.socketFolder.hasPrefix(cluster.folder))
      #expect(running.socketFolder.utf8.count <= 80)
      #expect(try await query(running.url, "select 'there'") == "there")
      try await cluster.down()
      try FileManager.default.removeItem(atPath: running.socketFolder)
    }
  }

  @Test
  func `a folder that the server's account cannot enter sends the data elsewhere`() async throws {
    try await ScratchCluster.with(subfolder: "closed/cluster") { cluster in
      let closed = URL(filePath: cluster.folder).deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let running = try await cluster.up()
      let isRoot = geteuid() == 0
      #expect(running.home.hasPrefix(cluster.folder) != isRoot)
      #expect((running.note?.contains("cannot enter \(cluster.folder)") ?? false) == isRoot)
      #expect(try await query(running.url, "select 'there'") == "there")
      #expect(try await cluster.up().home == running.home)
    }
  }

  @Test
  func `a link in place of the server's folder is refused`() async throws {
    try await ScratchCluster.with { cluster in
      let files = FileManager.default
      try files.createDirectory(atPath: cluster.folder, withIntermediateDirectories: true)
      try files.createSymbolicLink(
        atPath: "\(cluster.folder)/postgres", withDestinationPath: "/tmp")
      let error = try await #require(throws: EmbeddedPostgresError.self) {
        try await cluster.up()
      }
      #expect(
        error == .file(path: "\(cluster.folder)/postgres", reason: "File exists"))
    }
  }

  @Test
  func `data of another version are refused`() async throws {
    try await ScratchCluster.with { cluster in
      let first = try await cluster.up()
      try await cluster.down()
      try "7\n".write(
        toFile: "\(first.home)/data/PG_VERSION", atomically: false, encoding: .utf8)
      let error = try await #require(throws: EmbeddedPostgresError.self) {
        try await cluster.up()
      }
      #expect(error.description.hasPrefix("the data were made by PostgreSQL 7, but only "))
    }
  }

  @Test
  func `a server that does not start says why`() async throws {
    try await ScratchCluster.with { cluster in
      let first = try await cluster.up()
      try await cluster.down()
      let file = "\(first.home)/data/pg_hba.conf"
      try "nonsense\n".write(toFile: file, atomically: false, encoding: .utf8)
      let error = try await #require(throws: EmbeddedPostgresError.self) {
        try await cluster.up()
      }
      #expect(error.description.contains("invalid connection type \"nonsense\""))
    }
  }
}
