import Dates
import Testing

@testable import Calendars

@Suite struct ScalarShapesTests {
  private func read<Value>(_ text: String, _ shape: Shape<Value>) -> ReadingOutcome<Value> {
    SourceText(path: "v.yml", text: text).read(as: shape)
  }

  @Test(arguments: [
    ("mon-fri", "mon-fri"), ("sat", "sat"), ("fri-mon", "mon,fri-sun"),
    ("sunday, tue", "tue,sun"), ("[mon, wed-thu]", "mon,wed,thu"), ("mon-sun", "mon-sun"),
    ("wed-mon", "mon,wed-sun"),
  ])
  func `weekday sets`(text: String, expected: String) {
    #expect(read(text, .weekdays).value?.description == expected)
  }

  @Test(arguments: ["mon-", "mon-tue-wed", "day", "''", "mon;tue"])
  func `what is no weekday set`(text: String) {
    #expect(read(text, .weekdays).diagnostics.count == 1)
  }

  @Test(arguments: [("00:00", 0), ("13:30", 810), ("24:00", 1440), ("09:05", 545)])
  func `times of day`(text: String, minutes: Int) {
    #expect(read(text, .clockTime).value?.minutes == minutes)
    #expect(read(text, .clockTime).value?.description == text)
  }

  @Test(arguments: ["24:01", "9:05", "12:60", "12", "12:3a", "+1:00"])
  func `what is no time of day`(text: String) {
    #expect(read(text, .clockTime).diagnostics.map(\.code) == ["E013"])
  }

  @Test(arguments: [
    ("2026-02-29", "E014"), ("2026-13-01", "E014"), ("2026-1-01", "E013"), ("tomorrow", "E013"),
  ])
  func `what is no date`(text: String, code: String) {
    #expect(read(text, .date).diagnostics.map(\.code) == [code])
  }

  @Test func `a range that ends before it starts is turned round in the hint`() {
    let outcome = read("2027-01-05..2026-12-20", .dateRange)
    #expect(outcome.diagnostics.map(\.code) == ["E015"])
    #expect(outcome.diagnostics.first?.hint == "write 2026-12-20..2027-01-05")
  }

  @Test func `a secret comes from the environment and is never shown`() {
    let source = SourceText(path: "v.yml", text: "${API_KEY}")
    let secret = source.read(as: .secret, environment: ["API_KEY": "hunter2"]).value
    #expect(secret?.revealed == "hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("hunter2") && !"\(String(describing: secret))".contains("hunter2"))
    #expect(source.read(as: .secret).diagnostics.map(\.code) == ["E016"])
    #expect(read("hunter2", .secret).diagnostics.map(\.code) == ["E013"])
  }

  @Test func `text takes no values from the environment`() {
    let outcome = SourceText(path: "v.yml", text: "${HOME}").read(
      as: .text, environment: ["HOME": "/root"])
    #expect(outcome.value == "${HOME}")
  }
}
