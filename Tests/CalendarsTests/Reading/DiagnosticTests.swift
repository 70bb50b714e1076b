import Testing

@testable import Calendars

@Suite struct DiagnosticTests {
  private func finding(line: Int, column: Int = 1) -> Diagnostic {
    Diagnostic(
      .warning, ReadingCode.badValue, at: SourceLocation(file: "a.yml", line: line, column: column),
      "odd", calendar: "GB-SCT", holiday: "easter-monday")
  }

  @Test func `findings are sorted by place`() {
    let general = Diagnostic(.error, ReadingCode.unreadable, at: nil, "no folder")
    let text = [finding(line: 10), finding(line: 9), general].rendered()
    #expect(
      text == """
        error[E006]: no folder
        a.yml:9:1: warning[E013]: odd
        a.yml:10:1: warning[E013]: odd

        """)
  }

  @Test func `JSON has every field`() {
    #expect(
      [finding(line: 3)].json.compact
        == #"[{"file":"a.yml","line":3,"column":1,"severity":"warning","code":"E013","#
        + #""calendar":"GB-SCT","holiday":"easter-monday","message":"odd","hint":null}]"#)
  }

  @Test func `JSON escapes quotes and control characters`() {
    #expect(JSON.string("a\"b\\c\n\u{1}é").compact == "\"a\\\"b\\\\c\\n\\u0001é\"")
  }

  @Test func `the caret stands under the column, tabs kept`() {
    let text = finding(line: 3, column: 4).rendered(sourceLine: "\ta: wrong")
    #expect(text.hasSuffix("    3 | \ta: wrong\n      | \t  ^"))
  }

  @Test func `a long line is cut round the column`() {
    let line = String(repeating: "x", count: 5000)
    let text = finding(line: 1, column: 3000).rendered(sourceLine: line)
    #expect(text.count < 300)
  }

  @Test(arguments: [
    ("horzion", "horizon"), ("weekly_openning", "weekly_opening"), ("prcies", "prices"),
  ])
  func `a slip of the keyboard finds its word`(word: String, expected: String) {
    let known = ["horizon", "weekly_opening", "prices", "notice"]
    #expect(Spelling.nearest(to: word, among: known) == expected)
    #expect(Spelling.nearest(to: "banana", among: known) == nil)
  }
}
