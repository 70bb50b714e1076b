import EmbeddedPostgres
import Postgres
import TestSupport
import Testing

@Suite
struct ServerRestartTests {
  @Test
  func `a pool works on after the server was restarted`() async throws {
    try await ScratchCluster.with { cluster in
      let pool = Pool(.worker(url: try await cluster.up().url), limit: 2)
      let one = Statement("one", "select 1")
      for _ in 0..<2 {
        #expect(try await pool.withConnection { try await $0.query(one).count } == 1)
      }
      try await cluster.down()
      let error = try await #require(throws: PostgresError.self) {
        try await pool.withConnection { try await $0.query(one).count }
      }
      #expect(error.kind == .connectionFailed)
      _ = try await cluster.up()
      for _ in 0..<4 {
        #expect(try await pool.withConnection { try await $0.query(one).count } == 1)
      }
      await pool.close()
    }
  }
}
