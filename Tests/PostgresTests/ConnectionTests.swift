import Postgres
import TestSupport
import Testing

@Suite
struct ConnectionTests {
  @Test
  func `a statement returns its rows`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let rows = try await connection.query(
        Statement("pair", "select $1::int4 + 1 as number, $2::text as word"), [41, "会議室"])
      #expect(rows.count == 1)
      #expect(try rows[0].get("number", as: Int32.self) == 42)
      #expect(try rows[0].get("word", as: String.self) == "会議室")
    }
  }
}
