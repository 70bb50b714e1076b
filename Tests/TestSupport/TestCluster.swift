import EmbeddedPostgres
import Foundation
public import Postgres
import Synchronization

/// A private PostgreSQL server for the tests of one process.
///
/// It dies with the process, however that ends, and leaves nothing behind. A machine without the
/// server programs fails the tests that ask for it.
public final class TestCluster: Sendable {
  private static let started = Task { try await TestCluster() }
  private let running: EmbeddedCluster.Running
  private let administrator: Connection
  private let templates = TemplateStore()
  private let databases = Atomic(0)

  /// The cluster of this process, started on the first call.
  public static func shared() async throws -> TestCluster { try await started.value }

  private init() async throws {
    let name = UUID().uuidString.lowercased().prefix(8)
    let folder = "/tmp/almanac-test-\(name)"
    try Watchdog.guardFolder(folder)
    running = try await EmbeddedCluster(
      folder: folder, database: "administration", settings: .disposable
    ).up()
    administrator = try await Connection.open(
      .worker(url: running.url, applicationName: "test administration"))
  }

  /// The server's first process.
  public var processID: Int32 { running.processID }

  /// The folder of the server's socket, to be named as `host`.
  public var socketFolder: String { running.socketFolder }

  /// Calls `body` with the URL of a database of its own, made from the template and dropped after.
  public func withDatabase<T: Sendable>(
    _ template: DatabaseTemplate = .empty, _ body: (String) async throws -> T
  ) async throws -> T {
    try await templates.prepare(template, in: self)
    let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
    try await administer("create database \(name) template \(template.database)")
    let result: T
    do {
      result = try await body(url(of: name))
    } catch {
      try? await administer("drop database \(name) with (force)")
      throw error
    }
    try await administer("drop database \(name) with (force)")
    return result
  }

  /// Calls `body` with a connection to a database of its own.
  public func withConnection<T: Sendable>(
    _ template: DatabaseTemplate = .empty, _ body: (Connection) async throws -> T
  ) async throws -> T {
    try await withDatabase(template) { url in
      let connection = try await Connection.open(.worker(url: url, applicationName: "test"))
      let result = try await body(connection)
      await connection.close()
      return result
    }
  }

  func url(of database: String) -> String {
    "host=\(running.socketFolder) port=5432 user=postgres dbname=\(database)"
  }

  func administer(_ sql: String) async throws {
    try await administrator.run(script: sql, name: "administer")
  }
}
