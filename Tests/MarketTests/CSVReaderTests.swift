import Testing

@testable import Market

@Suite struct CSVReaderTests {
  private func records(_ text: String, chunkSize: Int = 1 << 16) throws -> [[String]] {
    var reader = CSVReader(MemoryBytes(text, chunkSize: chunkSize), path: "x.csv")
    var record = CSVRecord()
    var found: [[String]] = []
    while try reader.next(&record) {
      found.append((0..<record.count).map { String(decoding: record[$0], as: UTF8.self) })
    }
    return found
  }

  private func lines(_ text: String) throws -> [Int] {
    var reader = CSVReader(MemoryBytes(text), path: "x.csv")
    var record = CSVRecord()
    var found: [Int] = []
    while try reader.next(&record) { found.append(record.line) }
    return found
  }

  static let shapes: [(String, [[String]])] = [
    ("", []),
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("a,,\n,,b\n", [["a", "", ""], ["", "", "b"]]),
    ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
    ("\"one\r\ntwo\",x\n", [["one\r\ntwo", "x"]]),
    ("\"\",\"\"\n", [["", ""]]),
    ("\"\"", [[""]]),
    ("a\n\n\nb\n", [["a"], ["b"]]),
    ("a\r\n\r\nb", [["a"], ["b"]]),
    ("5\" pipe,x\n", [["5\" pipe", "x"]]),
    ("北京,\"東,京\"\n", [["北京", "東,京"]]),
    ("a,", [["a", ""]]),
  ]

  @Test(arguments: shapes)
  func `fields and records come out as written`(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test(arguments: shapes)
  func `a chunk may end anywhere`(text: String, expected: [[String]]) throws {
    for chunkSize in [4, 5, 7] where chunkSize >= 3 {
      #expect(try records(text, chunkSize: chunkSize) == expected)
    }
  }

  @Test func `a record knows the line it starts on`() throws {
    #expect(try lines("h\na\n\"x\ny\nz\"\n\nb\n") == [1, 2, 3, 7])
    #expect(try lines("h\r\na\r\n\r\n\"x\r\ny\"\r\nb") == [1, 2, 4, 6])
  }

  @Test func `a quoted field that never ends is named by its first line`() {
    let expected = InputError.malformed(
      path: "x.csv", line: 2, reason: "a quoted field of this record never ends")
    #expect(throws: expected) { try records("a\n\"b\nc\nd") }
  }

  @Test func `text after a closing quote is refused`() {
    let expected = InputError.malformed(
      path: "x.csv", line: 2, reason: "text after the closing quote of a field")
    #expect(throws: expected) { try records("a\n\"b\"c\n") }
  }

  @Test func `required columns are found by name and missing ones reported together`() throws {
    let file = try CSVFile(MemoryBytes("b,a\n1,2\n"), path: "x.csv", requiring: ["a"])
    #expect(file.column("a") == 1)
    #expect(file.column("c") == nil)
    #expect(throws: InputError.missingColumns(path: "x.csv", columns: ["c", "d"])) {
      try CSVFile(MemoryBytes("b,a\n1,2\n"), path: "x.csv", requiring: ["c", "a", "d"])
    }
  }
}
