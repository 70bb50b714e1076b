import Testing

@testable import Calendars

@Suite struct YAMLCompositionTests {
  private let anything = Shape<[PlacedEntry<String, String>]>.entries(.text, .text)

  private func findings(in text: String) -> [Diagnostic] {
    SourceText(path: "x.yml", text: text).read(as: anything).diagnostics
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", "E004", 1, "key 'a' stands twice in one mapping"),
    ("a: 1\n\"a\": 3\n", "E004", 1, "key 'a' stands twice in one mapping"),
    ("a: &x 1\n", "E005", 1, "anchors and aliases are not read here"),
    ("a: 1\nb: *x\n", "E005", 2, "anchors and aliases are not read here"),
    ("a: !!str 1\n", "E005", 1, "tags are not read here"),
    ("? [a, b]\n: c\n", "E005", 1, "keys that are no scalars are not read here"),
    ("{[a]: b}\n", "E005", 1, "keys that are no scalars are not read here"),
    ("a: [1, 2\n", "E001", 2, "did not find expected ',' or ']'"),
    ("a: 1\n  b: 2\n", "E001", 2, "mapping values are not allowed in this context"),
    ("a: 'b\n", "E001", 2, "found unexpected end of stream"),
    ("a: 1\n---\nb: 2\n", "E001", 2, "found another document"),
    ("", "E001", 1, "the file is empty"),
    ("# only a comment\n", "E001", 1, "the file is empty"),
    ("a: b\u{7}c\n", "E001", 1, "control characters are not allowed"),
  ])
  func `what is no plain YAML is refused at its line`(
    text: String, code: String, line: Int, message: String
  ) {
    let findings = findings(in: text)
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.location?.line == line)
    #expect(findings.first?.message.contains(message) == true, "\(findings)")
  }

  @Test(arguments: [
    "a: Fish &chips", "a: R & D", "a: 2 * 3", "a: wow!", "a: '*'", "# *note*: &b\na: c",
    "a: what? yes", "a: \"[[\"",
  ])
  func `marks inside text are text`(text: String) {
    #expect(findings(in: text).isEmpty)
  }

  @Test func `aliases that multiply are refused before they are composed`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect(findings(in: text + "*a12 : key").map(\.code) == ["E005"])
  }

  @Test(arguments: ["[", "{a: ", "[{a: "])
  func `deep nesting is refused`(opening: String) {
    #expect(findings(in: String(repeating: opening, count: 5000)).map(\.code) == ["E005"])
  }

  @Test func `block nesting is limited`() {
    let text = (0..<100).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(findings(in: text).map(\.code) == ["E003"])
  }

  @Test func `a file beyond the size limit is refused unread`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: SourceText.sizeLimit + 1)
    #expect(throws: Diagnostic.self) { try SourceText(path: "big.yml", bytes: bytes) }
  }

  @Test func `bytes that are no UTF-8 are found by line`() {
    let error = #expect(throws: Diagnostic.self) {
      try SourceText(path: "l1.yml", bytes: Array("a: b\nc: ".utf8) + [0xE9, 0x0A])
    }
    #expect(error?.location == SourceLocation(file: "l1.yml", line: 2, column: 1))
    #expect(error?.code == "E002")
  }

  @Test func `a byte order mark and CR LF are read`() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a: b\r\nc: d\r\n".utf8)
    let source = try SourceText(path: "w.yml", bytes: bytes)
    let outcome = source.read(as: anything)
    #expect(outcome.value?.map(\.value.value) == ["b", "d"])
    #expect(source.line(2) == "c: d")
    #expect(source.line(4) == nil)
  }
}
