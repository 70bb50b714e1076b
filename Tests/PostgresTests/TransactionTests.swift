import Postgres
import TestSupport
import Testing

@Suite
struct TransactionTests {
  private struct Unwanted: Error {}

  private let add = Statement("add", "insert into desk values ($1)")
  private let desks = Statement("desks", "select desk_id from desk")

  private func withDesks(_ body: @Sendable (Connection) async throws -> Void) async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(
        script: "create table desk (desk_id int4 unique deferrable initially deferred)",
        name: "make")
      try await body(connection)
    }
  }

  @Test
  func `what a transaction returns is committed`() async throws {
    try await withDesks { connection in
      let count = try await connection.transaction { try await $0.execute(add, [1]) }
      #expect(count == 1)
      #expect(await connection.isInTransaction == false)
      #expect(try await connection.query(desks).count == 1)
    }
  }

  @Test
  func `an error rolls back and is passed on`() async throws {
    try await withDesks { connection in
      _ = try await #require(throws: Unwanted.self) {
        try await connection.transaction { connection in
          try await connection.execute(add, [1])
          throw Unwanted()
        }
      }
      #expect(await connection.isInTransaction == false)
      #expect(try await connection.query(desks).isEmpty)
    }
  }

  @Test
  func `an error that was swallowed cannot be committed`() async throws {
    try await withDesks { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.transaction { connection in
          try await connection.execute(add, [1])
          _ = try? await connection.query(Statement("typo", "select nonsense"))
        }
      }
      #expect(error.kind == .misuse)
      #expect(await connection.isInTransaction == false)
      #expect(try await connection.query(desks).isEmpty)
    }
  }

  @Test
  func `a constraint that fails at the commit is the commit's error`() async throws {
    try await withDesks { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.transaction { connection in
          try await connection.execute(add, [1])
          try await connection.execute(add, [1])
        }
      }
      #expect(error.statement == "commit")
      #expect(error.sqlState == "23505")
      #expect(try await connection.query(desks).isEmpty)
    }
  }

  @Test
  func `a transaction in a transaction is refused`() async throws {
    try await withDesks { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.transaction { connection in
          try await connection.transaction { _ in }
        }
      }
      #expect(error.description == "begin: a transaction is already open")
      #expect(await connection.isInTransaction == false)
    }
  }

  @Test(arguments: Isolation.allCases)
  func `a transaction has the isolation that was asked for`(isolation: Isolation) async throws {
    try await withDesks { connection in
      let level = try await connection.transaction(isolation: isolation, readOnly: true) {
        connection in
        let rows = try await connection.query(
          Statement("level", "select current_setting('transaction_isolation') as level"))
        return try rows[0].get("level", as: String.self)
      }
      #expect(level == isolation.rawValue)
      let error = try await #require(throws: PostgresError.self) {
        try await connection.transaction(readOnly: true) { try await $0.execute(add, [1]) }
      }
      #expect(error.sqlState == "25006")
    }
  }
}
