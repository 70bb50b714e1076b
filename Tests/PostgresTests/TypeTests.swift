import Dates
import Postgres
import TestSupport
import Testing

/// A value that goes to the server and comes back.
struct RoundTrip<Value: ColumnValue & Equatable>: Sendable, CustomTestStringConvertible {
  let type: String
  let parameter: Parameter
  let value: Value

  var testDescription: String { "\(type) \(value)" }

  func check() async throws {
    try await TestCluster.shared().withConnection { connection in
      let rows = try await connection.query(
        Statement("round trip", "select $1::\(type) as value"), [parameter])
      #expect(try rows[0].get("value", as: Value.self) == value)
    }
  }
}

private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

@Suite
struct TypeTests {
  @Test(arguments: [
    RoundTrip(type: "int2", parameter: .int2(.min), value: Int16.min),
    RoundTrip(type: "int2", parameter: 32767, value: Int16.max),
  ])
  func `int2 comes back`(_ trip: RoundTrip<Int16>) async throws { try await trip.check() }

  @Test(arguments: [
    RoundTrip(type: "int4", parameter: .int4(.min), value: Int32.min),
    RoundTrip(type: "int4", parameter: .int8(2_147_483_647), value: Int32.max),
    RoundTrip(type: "int2", parameter: .int4(-5), value: -5),
  ])
  func `int4 comes back`(_ trip: RoundTrip<Int32>) async throws { try await trip.check() }

  @Test(arguments: [
    RoundTrip(type: "int8", parameter: .int8(.min), value: Int64.min),
    RoundTrip(type: "int8", parameter: .int8(.max), value: Int64.max),
    RoundTrip(type: "int8", parameter: .int2(-7), value: -7),
    RoundTrip(type: "int4", parameter: 9, value: 9),
    RoundTrip(type: "oid", parameter: .int8(4_294_967_295), value: 4_294_967_295),
  ])
  func `int8 comes back`(_ trip: RoundTrip<Int64>) async throws { try await trip.check() }

  @Test(arguments: [
    RoundTrip(type: "float8", parameter: 0.1, value: 0.1),
    RoundTrip(type: "float8", parameter: .float8(-.infinity), value: -.infinity),
    RoundTrip(
      type: "float8", parameter: .float8(.leastNonzeroMagnitude), value: .leastNonzeroMagnitude),
    RoundTrip(type: "float8", parameter: .int8(3), value: 3),
    RoundTrip(type: "float4", parameter: 0.5, value: 0.5),
    RoundTrip(type: "float8", parameter: .numeric("1.25"), value: 1.25),
  ])
  func `float8 comes back`(_ trip: RoundTrip<Double>) async throws { try await trip.check() }

  @Test(arguments: [
    RoundTrip(type: "bool", parameter: true, value: true),
    RoundTrip(type: "bool", parameter: false, value: false),
    RoundTrip(type: "bool", parameter: nil, value: nil),
  ])
  func `bool comes back`(_ trip: RoundTrip<Bool?>) async throws { try await trip.check() }

  @Test(arguments: [
    RoundTrip(type: "text", parameter: "", value: ""),
    RoundTrip(type: "text", parameter: "上海 共享办公室 🏢 é", value: "上海 共享办公室 🏢 é"),
    RoundTrip(type: "varchar", parameter: "O'Neil \\ \"x\"", value: "O'Neil \\ \"x\""),
    RoundTrip(type: "jsonb", parameter: .jsonb(#"{"a":[1,"中"]}"#), value: #"{"a": [1, "中"]}"#),
    RoundTrip(type: "json", parameter: .jsonb(#"{"a":1}"#), value: #"{"a":1}"#),
    RoundTrip(type: "jsonb", parameter: "[]", value: "[]"),
    RoundTrip(
      type: "uuid", parameter: .uuid("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A01"),
      value: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a01"),
    RoundTrip(type: "text", parameter: nil, value: nil),
  ])
  func `text comes back`(_ trip: RoundTrip<String?>) async throws { try await trip.check() }

  @Test(arguments: [
    ("0", "0"), ("-12.50", "-12.50"), ("NaN", "NaN"), ("0.000001", "0.000001"),
    ("10000", "10000"), ("99999999.9999", "99999999.9999"), ("1e-20", "0.00000000000000000001"),
    ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
    ("1e30", "1000000000000000000000000000000"), ("-0.5", "-0.5"), ("100.10", "100.10"),
    ("Infinity", "Infinity"), ("-Infinity", "-Infinity"),
  ])
  func `numeric comes back as PostgreSQL writes it`(sent: String, read: String) async throws {
    try await RoundTrip(type: "numeric", parameter: .numeric(sent), value: read).check()
  }

  @Test
  func `numeric of the greatest scale comes back`() async throws {
    let digits = "0." + String(repeating: "9", count: 16_383)
    try await RoundTrip(type: "numeric", parameter: .numeric(digits), value: digits).check()
  }

  @Test(arguments: ["0001-01-01", "1970-01-01", "2000-01-01", "2024-02-29", "9999-12-31"])
  func `date comes back`(text: String) async throws {
    let date = try day(text)
    try await RoundTrip(type: "date", parameter: .date(date), value: date).check()
    try await RoundTrip(type: "date", parameter: .text(text), value: date).check()
  }

  @Test(arguments: [
    "0001-01-01T00:00:00Z", "1999-12-31T23:59:59.999999Z", "2026-11-23T08:00:00.000001Z",
    "9999-12-31T23:59:59Z",
  ])
  func `timestamptz comes back`(text: String) async throws {
    let instant = try #require(Instant(rfc3339: text))
    let trip = RoundTrip(type: "timestamptz", parameter: .timestamptz(instant), value: instant)
    try await trip.check()
  }

  @Test(arguments: [[], [0], [0, 255, 92, 39], Array(0...255)] as [[UInt8]])
  func `bytea comes back`(bytes: [UInt8]) async throws {
    try await RoundTrip(type: "bytea", parameter: .bytea(bytes), value: bytes).check()
  }

  @Test
  func `text and JSON can be read as bytes`() async throws {
    let bytes = Array(#"{"a": "中"}"#.utf8)
    let json = String(decoding: bytes, as: UTF8.self)
    try await RoundTrip(type: "jsonb", parameter: .jsonb(json), value: bytes).check()
    try await RoundTrip(type: "text", parameter: .text(json), value: bytes).check()
  }

  @Test
  func `arrays come back`() async throws {
    try await RoundTrip(
      type: "int4[]", parameter: .int4Array([.min, nil, .max]), value: [Int32.min, nil, .max]
    ).check()
    try await RoundTrip(
      type: "int8[]", parameter: .int8Array([.min, nil]), value: [Int64.min, nil]
    ).check()
    try await RoundTrip(
      type: "float8[]", parameter: .float8Array([nil, 0.5]), value: [nil, 0.5] as [Double?]
    ).check()
    try await RoundTrip(
      type: "bool[]", parameter: .boolArray([true, nil, false]), value: [true, nil, false]
    ).check()
    let words = ["", "NULL", nil, "a,\"b\"\\{}", "会議室"]
    try await RoundTrip(type: "text[]", parameter: .textArray(words), value: words).check()
    let dates = [try day("2026-02-28"), nil]
    try await RoundTrip(type: "date[]", parameter: .dateArray(dates), value: dates).check()
    try await RoundTrip(type: "int4[]", parameter: .int4Array([]), value: [Int32]()).check()
    try await RoundTrip(type: "text[]", parameter: .textArray([]), value: [String]()).check()
    try await RoundTrip(type: "text[]", parameter: nil, value: [String]?.none).check()
  }

  @Test
  func `an array is converted where nothing is lost`() async throws {
    try await RoundTrip(
      type: "int4[]", parameter: .int8Array([1, nil]), value: [1, nil] as [Int32?]
    ).check()
    let dates = [try day("2026-02-28"), nil]
    try await RoundTrip(
      type: "date[]", parameter: .textArray(["2026-02-28", nil]), value: dates
    ).check()
  }

  @Test
  func `a row is read by position too`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let rows = try await connection.query(Statement("pair", "select 7::int4, null::int4"))
      #expect(try rows[0].get(0, as: Int.self) == 7)
      #expect(try rows[0].get(1, as: Int?.self) == nil)
      #expect(rows.columnTypes.map(\.description) == ["int4", "int4"])
    }
  }
}
