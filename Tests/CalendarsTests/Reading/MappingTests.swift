import Dates
import Testing

@testable import Calendars

private struct Season: Sendable, Equatable {
  var name: Placed<String>?
  var dates: Placed<DateRange>?
  var weekdays: Placed<WeekdaySet>?
  var beds: Placed<Int>?

  static let mapping = Mapping<Season>(
    "season", "A part of the year.", empty: Season(),
    keys: [
      .required("name", \.name, .text, "What it is called."),
      .required("dates", \.dates, .dateRange, "When it is."),
      .optional("weekdays", \.weekdays, .weekdays, "On which days of the week."),
      .optional("beds", \.beds, .integer(1...9), "How many beds."),
    ])
}

@Suite struct MappingTests {
  private func read(_ text: String) -> ReadingOutcome<Season> {
    SourceText(path: "s.yml", text: text).read(as: Season.mapping.shape)
  }

  @Test func `values are read with their places`() {
    let outcome = read("name: high\ndates: 2026-12-20..2027-01-05\nweekdays: [mon-wed, sun]\n")
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.value?.name?.value == "high")
    #expect(outcome.value?.dates?.location == SourceLocation(file: "s.yml", line: 2, column: 8))
    #expect(outcome.value?.dates?.value.count == 17)
    #expect(outcome.value?.weekdays?.value.description == "mon-wed,sun")
  }

  @Test func `every error of a file is reported in one run`() {
    let text = """
      nmae: high
      dates: 2026-12-20..2026-02-30
      weekdays: [mon, tusday]
      beds: ten
      colour: red
      """
    let expected = """
      s.yml:1:1: error[E010]: unknown key 'nmae'
          1 | nmae: high
            | ^
        hint: did you mean 'name'?
      s.yml:2:8: error[E014]: '2026-12-20..2026-02-30' is a date that does not exist
          2 | dates: 2026-12-20..2026-02-30
            |        ^
        hint: that month has 28 days
      s.yml:3:17: error[E013]: 'tusday' names no weekday: 'tusday'
          3 | weekdays: [mon, tusday]
            |                 ^
        hint: did you mean 'tuesday'?
      s.yml:4:7: error[E013]: 'ten' is not a whole number from 1 to 9
          4 | beds: ten
            |       ^
      s.yml:5:1: error[E010]: unknown key 'colour'
          5 | colour: red
            | ^
        hint: known: beds, dates, name, weekdays

      """
    let rendered = read(text).diagnostics.rendered(
      sources: ["s.yml": SourceText(path: "s.yml", text: text)])
    #expect(rendered == expected)
  }

  @Test func `a missing key says what it is for`() {
    let outcome = read("name: low\n")
    #expect(
      outcome.diagnostics.map(\.description) == [
        "s.yml:1:1: error[E012]: key 'dates' is missing\n  hint: dates: When it is."
      ])
  }

  @Test(arguments: [
    ("name:\ndates: 2026-01-01", "s.yml:1:6", "expected text, found nothing"),
    ("name: [a]\ndates: 2026-01-01", "s.yml:1:7", "expected text, found a list"),
    ("name: {a: b}\ndates: 2026-01-01", "s.yml:1:7", "expected text, found a mapping"),
    ("- a", "s.yml:1:1", "found a list"),
    ("high", "s.yml:1:1", "found 'high'"),
  ])
  func `a value of another kind is named`(text: String, place: String, message: String) {
    let findings = read(text).diagnostics
    #expect(findings.count == 1)
    #expect(findings.first?.description.hasPrefix(place) == true)
    #expect(findings.first?.message.contains(message) == true)
  }

  @Test func `scalars arrive as they were written`() {
    let text = "[NO, 2024-12-25, 010, 1:30, 1e3, 'null', yes, 0x1F, .inf]"
    let shape = Shape<[Placed<String>]>.list(of: .text)
    let outcome = SourceText(path: "l.yml", text: text).read(as: shape)
    #expect(
      outcome.value?.map(\.value) == [
        "NO", "2024-12-25", "010", "1:30", "1e3", "null", "yes", "0x1F", ".inf",
      ])
  }

  @Test func `entries keep their order and the places of their keys`() {
    let shape = Shape<[PlacedEntry<LocalDate, LocalDate>]>.entries(.date, .date)
    let outcome = SourceText(path: "m.yml", text: "2020-05-04: 2020-05-08\n2019-01-01: 2019-01-02")
      .read(as: shape)
    #expect(outcome.value?.map(\.key.value.description) == ["2020-05-04", "2019-01-01"])
    #expect(outcome.value?.map(\.key.location.line) == [1, 2])
  }

  @Test func `the schema comes from the same declaration`() {
    let schema = Season.mapping.jsonSchema(id: "season.schema.json", title: "Seasons")
    #expect(schema["additionalProperties"] == .bool(false))
    #expect(schema["required"] == .array([.string("name"), .string("dates")]))
    #expect(schema["properties"]?["beds"]?["maximum"] == .integer(9))
    #expect(schema["properties"]?["beds"]?["description"] == .string("How many beds."))
  }
}
