import Calendars
import Dates
import Testing

struct CalendarDiagnosticsTests {
  /// Each text is the file A.yml; a finding is written `LINE CODE message` and then its hint.
  static let cases: [(text: String, finding: String)] = [
    (
      "id: A\nholidays:\n  feast: {dat: 08-01}",
      "3 E010 unknown key 'dat' | did you mean 'date'?"
    ),
    (
      "id: A\nholidays:\n  feast:\n    date: 02-30",
      "4 E014 '02-30' is a day that no year has | months are 01 to 12, written before the day"
    ),
    (
      "id: A\nholidays:\n  feast:\n    date: 8/1",
      "4 E013 '8/1' is not a day of the year | write the month and the day as MM-DD"
    ),
    (
      "id: A\nholidays:\n  feast:\n    date: 08-01\n    easter: 1",
      """
      5 E102 'feast' has two date keys, 'date' and 'easter' | keep one; a holiday that fell \
      otherwise in the past has an id of its own
      """
    ),
    (
      "id: A\nholidays:\n  feast: {name: Feast}",
      "3 E101 holiday 'feast' has no date key, and no parent of A has it | there is none"
    ),
    (
      "id: A\nholidays:\n  feast: {remove: true}\n  other: {date: 08-01}",
      "3 E104 'remove' names 'feast', which no parent of A has | there is none"
    ),
    (
      "id: A\nholidays:\n  feast:\n    open: true",
      "4 E105 'open' names 'feast', which no parent of A has | there is none"
    ),
    (
      "id: A\nextends: [A, B]",
      "2 E107 calendars extend each other: A -> A | remove one link"
    ),
    (
      "id: A\nextends: BB",
      "2 E106 there is no calendar 'BB' to extend | known: A"
    ),
    (
      "id: A\nobserved_rules: {sub: {if: sat, use: next_monday}}\nholidays:\n  f: {date: 08-01, observed: subb}",
      "4 E110 there is no observed rule 'subb' | did you mean 'sub'?"
    ),
    (
      "id: A\ntime_zone: Europe/madrid",
      "2 E111 there is no time zone 'Europe/madrid' | the case counts: 'Europe/Madrid'"
    ),
    (
      "id: A\ntime_zone: Europe/Madird",
      "2 E111 there is no time zone 'Europe/Madird' | did you mean 'Europe/Madrid'?"
    ),
    (
      "id: city/a\nholidays: {feast: {date: 08-01}}",
      """
      1 E112 city/a has no time zone, neither of its own nor from a parent | add 'time_zone: \
      Europe/London', the IANA zone of the city
      """
    ),
    (
      "id: A\nholidays:\n  f:\n    date: 08-01\n    since: 2026-01-01\n    until: 2025-12-31",
      """
      5 E113 since starts on 2026-01-01, after its end on 2025-12-31 | exchange the two dates
      """
    ),
    (
      "id: A\nholidays:\n  f: {offset_from: {holiday: gg, days: 1}}\n  g: {date: 08-01}",
      "3 E114 'f' counts from 'gg', which A has not | did you mean 'g'?"
    ),
    (
      "id: A\nholidays:\n  f: {offset_from: {holiday: f, days: 1}}",
      "3 E115 holidays count from each other: f -> f | give one of them a date of its own"
    ),
    (
      "id: A\nholidays:\n  f:\n    rrule: FREQ=SECONDLY\n    starts: 2026-01-01",
      """
      4 E013 'FREQ=SECONDLY' is not a recurrence rule: FREQ=SECONDLY is shorter than a day | see \
      RFC 5545, section 3.3.10
      """
    ),
    (
      "id: A\nholidays:\n  f:\n    rrule: FREQ=DAILY",
      "4 E103 'rrule' needs 'starts' | add 'starts: YYYY-MM-DD', the date from which the rule counts"
    ),
    (
      "id: A\nholidays:\n  f:\n    date: 08-01\n    moved:\n      2026-08-02: 2026-08-03",
      "6 E117 'f' is not on 2026-08-02, from which it is moved | the nearest date of it is 2026-08-01"
    ),
    (
      "id: A\nholidays:\n  f:\n    date: 08-01\n    moved:\n      2026-08-01: 2062-08-03",
      "6 W105 'f' is moved from 2026-08-01 into another year, to 2062-08-03 | check the year"
    ),
    (
      "id: A\nholidays:\n  f:\n    date: 08-01\n    cancelled: [2026-08-02]",
      """
      5 W106 'f' is not on 2026-08-02, on which it is cancelled | the nearest date of it is \
      2026-08-01
      """
    ),
    (
      "id: A\nholidays:\n  f:\n    date: 08-01\n    added: 2026-08-01",
      "5 W107 'f' is on 2026-08-01 anyway, on which it is added | delete the date"
    ),
    (
      "id: A\nholidays:\n  f:\n    rrule: FREQ=WEEKLY;BYDAY=MO\n    starts: 2026-08-01",
      """
      5 W108 the rule does not fall on 2026-08-01, on which it starts; that day is not included | \
      name it under 'added' if it is meant
      """
    ),
    (
      "id: A\nweekend:\n  - {days: fri, through: 2021-12-31}\n  - {days: sat, from: 2022-01-02}",
      """
      3 W110 the weekends ..2021-12-31 and 2022-01-02.. do not adjoin | let each period start on \
      the day after the one before ends
      """
    ),
    (
      "id: A\nholidays:\n  f:\n    dates:\n      - 2026-08-01\n      - 2026-08-01",
      "6 W111 2026-08-01 stands twice in the table | delete one of the two"
    ),
    (
      "id: A\nholidays:\n  f:\n    date: 02-29",
      """
      4 N101 02-29 exists in leap years only | use 'weekday' or another day if it is meant for \
      every year
      """
    ),
    (
      "id: A\nobserved_rules:\n  s: {if: sat}",
      """
      3 E103 an observed rule has either 'if' and 'use', or 'shift' | write {if: [sat, sun], use: \
      next_free_weekday, keep_actual: true}
      """
    ),
    (
      "id: A\nobserved_rules:\n  s: {if: satt, use: next_monday}",
      "3 E013 'satt' names no weekday: 'satt' | did you mean 'sat'?"
    ),
    (
      "id: A\nobserved_rules:\n  s: {if: sat, use: next_munday}",
      """
      3 E013 'next_munday' is not one of next_free_weekday, next_free_day, next_monday, \
      nearest_weekday, nearest_monday, previous_day, previous_weekday | did you mean 'next_monday'?
      """
    ),
    (
      "id: A\nholidays:\n  f:\n    weekday: 1st munday of may",
      """
      4 E013 '1st munday of may' names no day: 'munday' is not a weekday | did you mean 'monday'?
      """
    ),
    (
      "schema: 2\nid: A",
      "1 E119 the grammar has no version 2 | write schema: 1"
    ),
    (
      "id: A\nholidays:\n  f: {date: 08-01, opens_at: '14:00', closes_at: '13:00'}",
      "3 E103 the half day closes at 13:00, before it opens at 14:00 | exchange the two times"
    ),
  ]

  @Test(arguments: cases)
  func `what is wrong is said with its line, code and hint`(text: String, finding: String) {
    let library = CalendarLibrary(files: [SourceText(path: "A.yml", text: text)])
    let found = library.diagnostics.map { diagnostic in
      let hint = diagnostic.hint.map { " | \($0)" } ?? ""
      return "\(diagnostic.location?.line ?? 0) \(diagnostic.code) \(diagnostic.message)\(hint)"
    }
    #expect(found == [finding])
    #expect(library.diagnostics.allSatisfy { $0.location?.file == "A.yml" })
  }

  @Test func `the spelling of an inherited holiday is guessed`() {
    let library = library(
      "id: GB\nholidays:\n  easter-monday: {easter: 1}\n  good-friday: {easter: -2}",
      "id: GB-SCT\nextends: GB\nholidays:\n  easter-mnday:\n    remove: true")
    #expect(
      library.diagnostics.rendered() == """
        GB-SCT.yml:5:13: error[E104]: 'remove' names 'easter-mnday', which no parent of GB-SCT has
          hint: did you mean 'easter-monday'?

        """)
    #expect(library.diagnostics.first?.calendar == "GB-SCT")
    #expect(library.diagnostics.first?.holiday == "easter-mnday")
  }

  @Test func `a cycle is printed whole`() {
    let library = library("id: A\nextends: B", "id: B\nextends: C", "id: C\nextends: A")
    #expect(
      library.diagnostics.map(\.message).sorted() == [
        "calendars extend each other: A -> B -> C -> A",
        "calendars extend each other: B -> C -> A -> B",
        "calendars extend each other: C -> A -> B -> C",
      ])
    #expect(throws: CalendarError.self) { try library.resolve("A") }
  }

  @Test func `eight calendars in a chain are allowed, nine are not`() throws {
    let texts = (1...9).map { "id: C\($0)\n" + ($0 > 1 ? "extends: C\($0 - 1)\n" : "") }
    let library = CalendarLibrary(files: files(texts))
    #expect(try library.resolve("C8").chain.count == 8)
    #expect(throws: CalendarError.self) { try library.resolve("C9") }
    #expect(library.diagnostics.map(\.code) == ["E108"])
  }

  @Test func `all errors come in one run, sorted, with calendar and holiday`() {
    let library = library(
      """
      id: A
      titel: Wrong
      holidays:
        one: {date: 13-01}
        two: {dats: [2026-01-01]}
      working: [2026-02-30]
      """)
    let found = library.diagnostics.map {
      "\($0.location?.line ?? 0) \($0.code) \($0.holiday ?? "-")"
    }
    #expect(found == ["2 E010 -", "4 E014 one", "5 E010 two", "6 E014 -"])
    #expect(library.diagnostics.allSatisfy { $0.calendar == "A" })
  }

  @Test func `an error of a parent keeps its children from resolving, others not`() {
    let library = library(
      "id: A\nholidays: {feast: {date: 02-30}}", "id: B\nextends: A", "id: C\nholidays: {}")
    #expect(throws: CalendarError.self) { try library.resolve("B") }
    #expect(throws: Never.self) { try library.resolve("C") }
    #expect(throws: CalendarError.unknown(id: "XYZ", hint: "known: A, B, C")) {
      try library.resolve("XYZ")
    }
  }

  @Test func `two files of one id are an error, a fallback is not`() {
    let one = SourceText(path: "one.yml", text: "id: A")
    let two = SourceText(path: "two.yml", text: "id: A")
    #expect(CalendarLibrary(files: [one, two]).diagnostics.map(\.code) == ["E109"])
    #expect(CalendarLibrary(files: [one], fallback: [[two]]).diagnostics == [])
  }

  @Test func `a range is checked for the end of data, fifth weekdays and shared days`() throws {
    let library = library(
      """
      id: A
      coverage: {through: 2027-12-31}
      holidays:
        lunar: {dates: [2024-02-10, 2025-01-29, 2026-02-17]}
        one-off: {dates: [2024-02-10]}
        fifth: {weekday: 5th monday of march}
        feast: {date: 08-01}
        other: {date: 08-01}
        far: {date: 01-01, observed: {shift: {fri: 10}}}
      """)
    let check = CalendarCheck(library, in: try years(2027, 2028))
    #expect(
      check.diagnostics.map { "\($0.location?.line ?? 0) \($0.code) \($0.message)" } == [
        """
        2 W103 what the authority has published ends on 2027-12-31; 2027-01-01..2028-12-31 is asked \
        for
        """,
        "4 W104 the table ends on 2026-02-17; 2027-01-01..2028-12-31 is asked for",
        "6 N102 there is no 5th monday of march in 2028",
        "8 N103 'feast' and 'other' are both on 2027-08-01",
        "8 N103 'feast' and 'other' are both on 2028-08-01",
        "9 W102 'far' of 2027-01-01 is observed on 2027-01-11, more than a week off",
      ])
  }

  @Test func `holidays count one from another over eight steps at most`() {
    let lines = (1...9).map { "  h\($0): {offset_from: {holiday: h\($0 - 1), days: 1}}" }
    let text = "id: A\nholidays:\n  h0: {date: 08-01}\n" + lines.joined(separator: "\n")
    let found = library(text).diagnostics
    #expect(found.map(\.holiday) == ["h8", "h9"])
    #expect(
      found.first?.message
        == "more than 8 holidays count one from another: h8 -> h7 -> h6 -> h5 -> h4 -> h3 -> h2 "
        + "-> h1 -> h0")
  }

  @Test func `a file of many faults is read in time`() {
    let lines = (1...5_000).map { "  h\($0): {remove: true, added: 2026-01-01}" }
    let text = "id: A\nholidays:\n" + lines.joined(separator: "\n")
    #expect(library(text).diagnostics.count == 5_000)
  }
}
