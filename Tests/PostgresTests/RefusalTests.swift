import Dates
import Postgres
import TestSupport
import Testing

@Suite
struct RefusalTests {
  @Test(arguments: [
    (
      "select null::int4 as x", "column x of row 0 is NULL, which Int32 cannot hold"
    ),
    (
      "select 1::int8 as x",
      "column x of row 0 is int8, which cannot be read as Int32; cast it in the statement"
    ),
    (
      "select '{1,2}'::int4[] as x",
      "column x of row 0 is int4[], which cannot be read as Int32; cast it in the statement"
    ),
    ("select 1 as y", "there is no column x among y"),
  ])
  func `a column that is not an int4 is refused`(sql: String, message: String) async throws {
    let error = try await failure(of: sql) { try $0.get("x", as: Int32.self) }
    #expect(error.kind == .column)
    #expect(error.description == "refused: \(message)")
  }

  @Test(arguments: ["infinity", "-infinity"])
  func `an infinite date or time is refused`(value: String) async throws {
    let date = try await failure(of: "select '\(value)'::date as x") {
      try $0.get("x", as: LocalDate.self)
    }
    #expect(date.message == "column x of row 0 is an infinite date")
    let time = try await failure(of: "select '\(value)'::timestamptz as x") {
      try $0.get("x", as: Instant.self)
    }
    #expect(time.message == "column x of row 0 is an infinite timestamptz")
  }

  @Test
  func `an array with NULL needs optional elements`() async throws {
    let error = try await failure(of: "select '{1,NULL}'::int4[] as x") {
      try $0.get("x", as: [Int32].self)
    }
    #expect(error.message == "column x of row 0 is NULL, which Int32 cannot hold")
  }

  @Test
  func `an array of two dimensions is refused`() async throws {
    let error = try await failure(of: "select '{{1},{2}}'::int4[] as x") {
      try $0.get("x", as: [Int32].self)
    }
    #expect(error.message == "column x of row 0 is a int4[] of several dimensions")
  }

  @Test(arguments: [
    ("select $1::int2", Parameter.int8(40_000), "int2", "int8", "40000 is out of range"),
    ("select $1::int4", .int8(.max), "int4", "int8", "9223372036854775807 is out of range"),
    (
      "select $1::float8", .int8(9_007_199_254_740_993), "float8", "int8",
      "9007199254740993 is out of range"
    ),
    ("select $1::text", 1, "text", "int8", "the types do not agree"),
    ("select $1::date", true, "date", "bool", "the types do not agree"),
    (
      "select $1::int4[]", .int8Array([1 << 40]), "int4[]", "int8[]",
      "1099511627776 is out of range"
    ),
    ("select $1::text", "a\0b", "text", "text", "text cannot contain a NUL character"),
    ("select $1::jsonb", .jsonb("\0"), "jsonb", "jsonb", "text cannot contain a NUL character"),
    (
      "select $1::date", .date(LocalDate(dayNumber: .min)), "date", "date",
      "-2147483648 is out of range"
    ),
    (
      "select $1::timestamptz", .timestamptz(Instant(microseconds: .min + 1_000_000)),
      "timestamptz",
      "timestamptz", "-9223372036853775808 is out of range"
    ),
  ])
  func `a value that does not fit its parameter is refused`(
    sql: String, value: Parameter, type: String, given: String, reason: String
  ) async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.query(Statement("refused", sql), [value])
      }
      #expect(error.kind == .parameter)
      #expect(
        error.message
          == "parameter $1 is \(type) in the statement, but the value is \(given): \(reason)")
      #expect(try await connection.query(Statement("one", "select 1")).count == 1)
    }
  }

  @Test
  func `a wrong number of parameters is refused`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.query(Statement("refused", "select $1::int4"), [1, 2])
      }
      #expect(error.message == "the statement has 1 parameters, but 2 were given")
    }
  }

  private func failure<T: Sendable>(
    of sql: String, _ read: @Sendable (Row) throws -> T
  ) async throws -> PostgresError {
    try await TestCluster.shared().withConnection { connection in
      let rows = try await connection.query(Statement("refused", sql))
      return try #require(throws: PostgresError.self) { _ = try read(rows[0]) }
    }
  }
}
