import Dates
import Foundation
import Postgres
import TestSupport
import Testing

@Suite
struct CopyTests {
  private struct Broken: Error {}

  private let load = Statement("load desks", "copy desk from stdin")
  private let unload = Statement("unload desks", "copy (select * from desk order by 1) to stdout")
  private let count = Statement("count desks", "select count(*) from desk")

  private func withDesks(_ body: @Sendable (Connection) async throws -> Void) async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(
        script: "create table desk (desk_id int4 primary key, name text)", name: "make")
      try await body(connection)
    }
  }

  private func chunks(_ texts: [String]) -> AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      for text in texts { continuation.yield(Array(text.utf8)) }
      continuation.finish()
    }
  }

  private func rows(_ connection: Connection) async throws -> Int {
    try await connection.query(count)[0].get(0)
  }

  @Test
  func `rows go in and out in chunks cut anywhere`() async throws {
    try await withDesks { connection in
      let number = try await connection.copyIn(
        load, from: chunks(["1\tdes", "k\n", "", "2\t会議", "室\n3\t\\N\n"]))
      #expect(number == 3)
      var text: [UInt8] = []
      for try await piece in connection.copyOut(unload) { text += piece }
      #expect(String(decoding: text, as: UTF8.self) == "1\tdesk\n2\t会議室\n3\t\\N\n")
    }
  }

  @Test
  func `a hundred thousand rows go in and out`() async throws {
    try await withDesks { connection in
      let source = AsyncStream<[UInt8]> { continuation in
        for first in stride(from: 0, to: 100_000, by: 1000) {
          let lines = (first..<first + 1000).map { "\($0)\tdesk \($0)\n" }
          continuation.yield(Array(lines.joined().utf8))
        }
        continuation.finish()
      }
      #expect(try await connection.copyIn(load, from: source) == 100_000)
      var lines = 0
      var pieces = 0
      for try await piece in connection.copyOut(unload) {
        lines += piece.count { $0 == UInt8(ascii: "\n") }
        pieces += 1
        #expect(piece.last == UInt8(ascii: "\n"))
      }
      #expect(lines == 100_000)
      #expect(pieces < 1000)
      #expect(try await rows(connection) == 100_000)
    }
  }

  @Test
  func `binary rows of every type go in`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(
        script: """
          create table item (
            a int2, b int4, c int8, d float8, e bool, f text, g bytea, h date, i timestamptz,
            j jsonb, k int4[], l text[], m date[])
          """, name: "make")
      let columns = try await connection.describe(Statement("item", "select * from item")).columns
      var encoder = CopyEncoder("load items", types: columns.map(\.type))
      let day = try #require(LocalDate("2026-02-28"))
      let row: [Parameter] = [
        1, 2, 3, 0.5, true, "会議室", .bytea([0, 1]), .date(day),
        .timestamptz(Instant(microseconds: 1)), .jsonb("{}"), .int8Array([1, nil]),
        .textArray(["", nil]), .dateArray([day]),
      ]
      try encoder.append(row)
      try encoder.append(row.map { _ in .null })
      let bytes = [encoder.take(), encoder.finish()]
      let number = try await connection.copyIn(
        Statement("load items", "copy item from stdin (format binary)"),
        from: AsyncStream { continuation in
          bytes.forEach { continuation.yield($0) }
          continuation.finish()
        })
      #expect(number == 2)
      let texts = try await connection.query(
        Statement("texts", "select item::text from item order by a"))
      #expect(
        try texts[0].get(0, as: String.self)
          == #"(1,2,3,0.5,t,会議室,"\\x0001",2026-02-28,"1970-01-01 00:00:00.000001+00",{},"#
          + #""{1,NULL}","{"""",NULL}",{2026-02-28})"#)
      #expect(try texts[1].get(0, as: String.self) == "(,,,,,,,,,,,,)")
    }
  }

  @Test
  func `a binary row that does not fit is refused and leaves no trace`() throws {
    var encoder = CopyEncoder("load", types: [.int2, .text])
    let size = encoder.count
    let tooBig = try #require(throws: PostgresError.self) { try encoder.append([70_000, "a"]) }
    #expect(
      tooBig.description
        == "load: row 1 has int8 in column 1, which is int2: 70000 is out of range")
    let tooFew = try #require(throws: PostgresError.self) { try encoder.append([1]) }
    #expect(tooFew.description == "load: row 1 has 1 values for 2 columns")
    #expect(encoder.count == size)
  }

  @Test
  func `a row that the server refuses fails the whole copy`() async throws {
    try await withDesks { connection in
      let error = try await #require(throws: PostgresError.self) {
        try await connection.copyIn(load, from: chunks(["1\ta\n", "x\tb\n", "3\tc\n"]))
      }
      #expect(error.statement == "load desks")
      #expect(error.sqlState == "22P02")
      #expect(error.context == "COPY desk, line 2, column desk_id: \"x\"")
      #expect(try await rows(connection) == 0)
    }
  }

  @Test
  func `an error of the source leaves no row and a good connection`() async throws {
    try await withDesks { connection in
      let source = AsyncThrowingStream<[UInt8], any Error> { continuation in
        continuation.yield(Array("1\ta\n".utf8))
        continuation.finish(throwing: Broken())
      }
      _ = try await #require(throws: Broken.self) {
        try await connection.copyIn(load, from: source)
      }
      #expect(try await rows(connection) == 0)
    }
  }

  @Test
  func `a cancelled copy leaves no row and a good connection`() async throws {
    try await withDesks { connection in
      let task = Task {
        try await connection.copyIn(
          load,
          from: AsyncStream<[UInt8]> { continuation in
            continuation.yield(Array("1\ta\n".utf8))
            withUnsafeCurrentTask { $0?.cancel() }
            continuation.finish()
          })
      }
      _ = try await #require(throws: CancellationError.self) { try await task.value }
      #expect(try await rows(connection) == 0)
    }
  }

  @Test
  func `a server that stops reading holds the source back`() async throws {
    try await withDesks { connection in
      let process = await connection.backendID
      let source = CountingSource(limit: 1000) { number in
        // Frozen after the first chunk, the server takes no more than the buffers between.
        if number == 1 { kill(process, SIGSTOP) }
        return [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
      }
      _ = try await #require(throws: PostgresError.self) {
        try await connection.copyIn(load, from: source, deadline: .milliseconds(100))
      }
      kill(process, SIGCONT)
      #expect(source.asked < 20)
    }
  }

  @Test
  func `the connection refuses other work during a copy`() async throws {
    try await withDesks { connection in
      let source = AsyncStream<[UInt8]>.makeStream()
      source.continuation.yield(Array("1\ta\n".utf8))
      let task = Task { try await connection.copyIn(load, from: source.stream) }
      let refusal: PostgresError = try await {
        while true {
          do {
            _ = try await connection.query(count)
          } catch let error as PostgresError {
            return error
          }
        }
      }()
      #expect(refusal.kind == .misuse)
      #expect(refusal.message == "a COPY has the connection")
      source.continuation.finish()
      #expect(try await task.value == 1)
      #expect(try await rows(connection) == 1)
    }
  }

  @Test
  func `reading that stops early frees the connection`() async throws {
    try await withDesks { connection in
      let endless = Statement("endless", "copy (select generate_series(1, 100000000)) to stdout")
      for try await _ in connection.copyOut(endless) { break }
      #expect(try await rows(connection) == 0)
    }
  }

  @Test
  func `a copy in the other direction is refused`() async throws {
    try await withDesks { connection in
      let error = try await #require(throws: PostgresError.self) {
        for try await _ in connection.copyOut(load) {}
      }
      #expect(error.message == "not a COPY in the direction that was asked for")
      let none = try await #require(throws: PostgresError.self) {
        try await connection.copyIn(Statement("select", "select 1"), from: chunks([]))
      }
      #expect(none.kind == .misuse)
      #expect(try await rows(connection) == 0)
    }
  }
}
