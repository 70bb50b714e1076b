import Foundation
import Postgres
import TestSupport
import Testing

@Suite
struct ConnectionSettingsTests {
  private let shown = [
    "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout",
    "client_connection_check_interval", "default_transaction_read_only", "application_name",
    "client_encoding",
  ]

  private func values(_ settings: ConnectionSettings) async throws -> [String] {
    let connection = try await Connection.open(settings)
    let rows = try await connection.query(
      Statement(
        "settings",
        """
        select current_setting(name) from unnest($1::text[]) with ordinality as s (name, place)
        order by place
        """), [.textArray(shown)])
    await connection.close()
    return try rows.map { try $0.get(0) }
  }

  @Test
  func `a worker is patient`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let found = try await values(.worker(url: url, applicationName: "run 7"))
      #expect(found == ["5min", "2s", "30s", "2s", "off", "run 7", "UTF8"])
    }
  }

  @Test
  func `the API is not, and only reads`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let found = try await values(.api(url: url))
      #expect(found == ["300ms", "100ms", "30s", "2s", "on", "almanac-api", "UTF8"])
    }
  }

  @Test
  func `what the URL says wins`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let own = "\(url) application_name=mine options='-c statement_timeout=7s -c lock_timeout=1s'"
      let found = try await values(.api(url: own))
      #expect(found == ["7s", "1s", "30s", "2s", "on", "mine", "UTF8"])
    }
  }

  @Test
  func `a URL with a socket's folder as its host works`() async throws {
    let cluster = try await TestCluster.shared()
    try await cluster.withDatabase { url in
      let name = try #require(url.split(separator: "dbname=").last)
      let folder = cluster.socketFolder.replacing("/", with: "%2F")
      for form in [
        "postgresql://postgres@\(folder):5432/\(name)?application_name=mine",
        "postgres:///\(name)?host=\(folder)&user=postgres&port=5432&application_name=mine",
      ] {
        #expect(try await values(.worker(url: form))[5] == "mine")
      }
    }
  }

  @Test
  func `the second of two hosts is used when the first is dead`() async throws {
    let cluster = try await TestCluster.shared()
    try await cluster.withDatabase { url in
      let name = try #require(url.split(separator: "dbname=").last)
      let hosts = "host=/nonexistent,\(cluster.socketFolder) port=5432,5432"
      let found = try await values(
        .worker(url: "\(hosts) user=postgres dbname=\(name) target_session_attrs=read-write"))
      #expect(found.last == "UTF8")
    }
  }

  @Test
  func `the second of two hosts is used when the first is silent`() async throws {
    let silent = try SilentServer()
    defer { silent.stop() }
    let cluster = try await TestCluster.shared()
    try await cluster.withDatabase { url in
      let name = try #require(url.split(separator: "dbname=").last)
      let hosts = "host=127.0.0.1,\(cluster.socketFolder) port=\(silent.port),5432"
      let found = try await values(
        .worker(url: "\(hosts) user=postgres dbname=\(name) connect_timeout=2"))
      #expect(found.last == "UTF8")
    }
  }

  @Test(arguments: [
    ("host=x colour=blue", "invalid connection option \"colour\""),
    ("postgresql://[::1/x", "end of string reached when looking for matching \"]\" in IPv6 host"),
  ])
  func `a string that libpq cannot read is refused`(url: String, reason: String) async throws {
    let error = try await #require(throws: PostgresError.self) {
      _ = try await Connection.open(.worker(url: url))
    }
    #expect(error.kind == .connectionFailed)
    #expect(error.message.hasPrefix(reason))
  }

  @Test
  func `a database that does not exist is a failed connection`() async throws {
    let cluster = try await TestCluster.shared()
    let error = try await #require(throws: PostgresError.self) {
      _ = try await Connection.open(
        .worker(url: "host=\(cluster.socketFolder) port=5432 user=postgres dbname=nowhere"))
    }
    #expect(error.kind == .connectionFailed)
    #expect(error.message.hasSuffix("FATAL:  database \"nowhere\" does not exist"))
  }

  @Test
  func `an unknown TLS mode is refused`() async throws {
    let silent = try SilentServer()
    defer { silent.stop() }
    let error = try await #require(throws: PostgresError.self) {
      _ = try await Connection.open(
        .worker(url: "host=127.0.0.1 port=\(silent.port) sslmode=unknown dbname=x"))
    }
    #expect(error.message.contains("invalid sslmode value: \"unknown\""))
  }
}
