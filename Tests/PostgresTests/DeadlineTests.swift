import Foundation
import Postgres
import TestSupport
import Testing

@Suite
struct DeadlineTests {
  @Test
  func `a statement that takes too long is given up and its connection dropped`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.query(
          Statement("nap", "select pg_sleep(60)"), deadline: .milliseconds(50))
      }
      #expect(error.kind == .deadline)
      #expect(
        error.description == "nap: no answer within 0.05 seconds; the connection has been dropped")
      #expect(await connection.isOpen == false)
    }
  }

  @Test
  func `the server stops a statement that was given up`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let sleeper = try await Connection.open(.worker(url: url))
      let process = await sleeper.backendID
      await #expect(throws: PostgresError.self) {
        try await sleeper.query(
          Statement("nap", "select pg_sleep(600)"), deadline: .milliseconds(50))
      }
      let observer = try await Connection.open(.worker(url: url))
      let busy = Statement("busy", "select 1 from pg_stat_activity where pid = $1")
      while try await observer.query(busy, [.int4(process)]).isEmpty == false {}
      await observer.close()
    }
  }

  @Test
  func `a server that is frozen does not hold the caller`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let process = await connection.backendID
      kill(process, SIGSTOP)
      let error = try await #require(throws: PostgresError.self) {
        try await connection.query(Statement("frozen", "select 1"), deadline: .milliseconds(50))
      }
      kill(process, SIGCONT)
      #expect(error.kind == .deadline)
    }
  }

  @Test
  func `a host that does not answer is given up`() async throws {
    // A listener that never accepts: connecting succeeds, the greeting is never answered.
    let socket = try SilentServer()
    defer { socket.stop() }
    var settings = ConnectionSettings.worker(
      url: "host=127.0.0.1 port=\(socket.port) user=x dbname=x connect_timeout=2")
    settings.applicationName = "test"
    let error = try await #require(throws: PostgresError.self) {
      _ = try await Connection.open(settings)
    }
    #expect(error.kind == .connectionFailed)
    #expect(error.statement == "connect")
  }
}
