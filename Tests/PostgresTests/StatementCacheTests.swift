import Postgres
import TestSupport
import Testing

@Suite
struct StatementCacheTests {
  private let prepared = Statement(
    "prepared", "select statement from pg_prepared_statements order by statement")

  @Test
  func `a text is prepared once, whatever its statement is called`() async throws {
    try await TestCluster.shared().withConnection { connection in
      for name in ["first", "second"] {
        _ = try await connection.query(Statement(name, "select $1::int4"), [1])
      }
      let rows = try await connection.query(prepared)
      #expect(
        try rows.map { try $0.get(0, as: String.self) } == ["select $1::int4", prepared.sql])
    }
  }

  @Test
  func `no more statements are kept than the settings allow`() async throws {
    try await TestCluster.shared().withDatabase { url in
      var settings = ConnectionSettings.worker(url: url)
      settings.preparedStatements = 3
      let connection = try await Connection.open(settings)
      for number in [1, 2, 3, 1, 4, 1, 5] {
        _ = try await connection.query(Statement("number", "select \(number)"))
      }
      let rows = try await connection.query(prepared)
      let texts = try rows.map { try $0.get(0, as: String.self) }
      #expect(texts == ["select 1", "select 5", prepared.sql])
      await connection.close()
    }
  }

  @Test(arguments: ["discard all", "deallocate all"])
  func `a statement that the server has forgotten is prepared again`(script: String) async throws {
    try await TestCluster.shared().withConnection { connection in
      let one = Statement("one", "select 1")
      _ = try await connection.query(one)
      try await connection.run(script: script, name: "forget")
      #expect(try await connection.query(one).count == 1)
    }
  }

  @Test
  func `a statement whose table has changed is prepared again`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(script: "create table desk (a int)", name: "make")
      let all = Statement("all", "select * from desk")
      #expect(try await connection.query(all).columnNames == ["a"])
      try await connection.run(script: "alter table desk add b text", name: "change")
      #expect(try await connection.query(all).columnNames == ["a", "b"])
    }
  }

  @Test
  func `in a transaction a stale statement fails and is prepared again later`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let one = Statement("one", "select 1")
      _ = try await connection.query(one)
      try await connection.run(script: "deallocate all", name: "forget")
      let error = try await #require(throws: PostgresError.self) {
        try await connection.transaction { connection in
          _ = try await connection.query(one)
        }
      }
      #expect(error.sqlState == "26000")
      #expect(try await connection.query(one).count == 1)
    }
  }

  @Test
  func `a description tells types without running the statement`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(script: "create table desk (a int, b text[])", name: "make")
      let description = try await connection.describe(
        Statement("insert", "insert into desk values ($1, $2) returning b, a"))
      #expect(description.parameters.map(\.description) == ["int4", "text[]"])
      #expect(description.columns.map(\.name) == ["b", "a"])
      #expect(description.columns.map(\.type.description) == ["text[]", "int4"])
      #expect(try await connection.query(Statement("all", "select 1 from desk")).isEmpty)
    }
  }
}
