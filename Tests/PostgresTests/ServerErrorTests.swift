import Postgres
import TestSupport
import Testing

@Suite
struct ServerErrorTests {
  @Test
  func `an error tells the statement, the SQLSTATE and what is at fault`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(
        script: "create table desk (desk_id int4 constraint desk_key primary key)", name: "make")
      let insert = Statement("add desk", "insert into desk values ($1)")
      #expect(try await connection.execute(insert, [1]) == 1)
      let error = try await #require(throws: PostgresError.self) {
        try await connection.execute(insert, [1])
      }
      #expect(error.kind == .server)
      #expect(error.sqlState == "23505")
      #expect(error.table == "desk")
      #expect(error.constraint == "desk_key")
      #expect(
        error.description
          == "add desk: duplicate key value violates unique constraint \"desk_key\" "
          + "(SQLSTATE 23505); detail: Key (desk_id)=(1) already exists.")
    }
  }

  @Test
  func `an error in the text tells its position and hint`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.query(Statement("typo", "select '中', nme from pg_database"))
      }
      #expect(error.sqlState == "42703")
      #expect(error.position == 13)
    }
  }

  @Test
  func `the connection is usable after an error`() async throws {
    try await TestCluster.shared().withConnection { connection in
      await #expect(throws: PostgresError.self) {
        try await connection.query(Statement("zero", "select 1 / $1::int4"), [0])
      }
      let rows = try await connection.query(Statement("zero", "select 1 / $1::int4"), [1])
      #expect(try rows[0].get(0, as: Int.self) == 1)
    }
  }

  @Test
  func `a script stops at its first error and leaves nothing of itself`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.run(
          script: "create table first (a int);\nselect nonsense;\ncreate table second (a int)",
          name: "script")
      }
      #expect(error.position == 36)
      let rows = try await connection.query(
        Statement("tables", "select 1 from pg_tables where tablename in ('first', 'second')"))
      #expect(rows.isEmpty)
    }
  }

  @Test
  func `COPY in a plain statement is refused`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.run(script: "copy (select 1) to stdout", name: "copy")
      }
      #expect(error.kind == .misuse)
    }
  }

  @Test
  func `a session that the server ends is a lost connection with its reason`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.query(
          Statement("end", "select pg_terminate_backend(pg_backend_pid())"))
      }
      #expect(error.kind == .connectionLost)
      #expect(error.sqlState == "57P01")
      #expect(await connection.isOpen == false)
      let next = try await #require(throws: PostgresError.self) {
        try await connection.query(Statement("next", "select 1"))
      }
      #expect(next.description == "next: the connection is closed")
    }
  }
}
