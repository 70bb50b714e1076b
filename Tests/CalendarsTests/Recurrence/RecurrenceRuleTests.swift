import Calendars
import Dates
import Testing

@Suite struct RecurrenceRuleTests {
  private func dates(_ text: String, from start: String, limit: Int = 8) throws -> [String] {
    let start = try #require(LocalDate(start))
    return try RecurrenceRule(parsing: text).occurrences(starting: start, limit: limit)
      .dates.map(\.description)
  }

  @Test(arguments: [
    ("FREQ=DAILY;COUNT=3", "2024-02-28", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    ("FREQ=YEARLY;COUNT=3", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29"]),
    (
      "FREQ=MONTHLY;COUNT=4", "2025-01-31",
      ["2025-01-31", "2025-03-31", "2025-05-31", "2025-07-31"]
    ),
    ("FREQ=MONTHLY;COUNT=2;BYDAY=-1FR", "2025-01-01", ["2025-01-31", "2025-02-28"]),
    (
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05",
      ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]
    ),
    (
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05",
      ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]
    ),
    ("FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU;COUNT=2", "2021-12-01", ["2022-01-02", "2023-01-01"]),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2020-01-01", []),
    ("FREQ=YEARLY;INTERVAL=3000", "2020-01-01", ["2020-01-01", "5020-01-01", "8020-01-01"]),
    ("FREQ=DAILY;UNTIL=20250103", "2025-01-01", ["2025-01-01", "2025-01-02", "2025-01-03"]),
    ("FREQ=DAILY;UNTIL=20250102T070000Z", "2025-01-01", ["2025-01-01", "2025-01-02"]),
  ])
  func `a rule yields its dates`(text: String, start: String, expected: [String]) throws {
    #expect(try dates(text, from: start) == expected)
  }

  @Test(arguments: [
    ("", "rrule.empty"),
    ("FREQ=HOURLY", "rrule.sub-daily"),
    ("FREQ=SECONDLY;COUNT=1", "rrule.sub-daily"),
    ("FREQ=FORTNIGHTLY", "rrule.unknown-frequency"),
    ("INTERVAL=2", "rrule.no-frequency"),
    ("FREQ=DAILY;INTERVAL=0", "rrule.out-of-range"),
    ("FREQ=DAILY;INTERVAL=9999999999", "rrule.out-of-range"),
    ("FREQ=DAILY;COUNT=0", "rrule.out-of-range"),
    ("FREQ=DAILY;COUNT=1.5", "rrule.malformed-value"),
    ("FREQ=DAILY;COUNT=1;UNTIL=20250101", "rrule.count-and-until"),
    ("FREQ=DAILY;UNTIL=20250229", "rrule.malformed-value"),
    ("FREQ=DAILY;UNTIL=2025-02-01", "rrule.malformed-value"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "rrule.not-allowed"),
    ("FREQ=MONTHLY;BYWEEKNO=1", "rrule.not-allowed"),
    ("FREQ=DAILY;BYYEARDAY=1", "rrule.not-allowed"),
    ("FREQ=DAILY;BYDAY=1MO", "rrule.ordinal-not-allowed"),
    ("FREQ=YEARLY;BYMONTH=13", "rrule.out-of-range"),
    ("FREQ=YEARLY;BYWEEKNO=-54", "rrule.out-of-range"),
    ("FREQ=MONTHLY;BYDAY=MO,,TU", "rrule.malformed-value"),
    ("FREQ=MONTHLY;BYDAY=MOO", "rrule.malformed-value"),
    ("FREQ=MONTHLY;BYMONTH=1;BYMONTH=2", "rrule.repeated-part"),
    ("FREQ=YEARLY;BYEASTER=0", "rrule.unknown-part"),
    ("FREQ=YEARLY; BYMONTH=1", "rrule.malformed-part"),
    ("RSCALE=CHINESE;FREQ=YEARLY", "rrule.not-gregorian"),
    ("FREQ=MONTHLY;BYSETPOS=1", "rrule.position-alone"),
  ])
  func `a rule that breaks the RFC is refused`(text: String, code: String) throws {
    let error = #expect(throws: RecurrenceError.self) { try RecurrenceRule(parsing: text) }
    #expect(error?.code == code)
  }

  @Test(arguments: [
    ("FREQ=DAILY;;COUNT=2", ["rrule.empty-part"]),
    ("FREQ=DAILY;X-NAME=2", ["rrule.extension-part"]),
    ("freq=daily", ["rrule.lower-case"]),
    ("FREQ=MONTHLY;BYDAY=6MO", ["rrule.never"]),
    ("FREQ=DAILY;BYHOUR=9", ["rrule.time-ignored"]),
    ("FREQ=YEARLY;BYMONTH=1,01", ["rrule.repeated-member"]),
    ("FREQ=YEARLY;BYMONTH=01;BYDAY=+1MO", []),
  ])
  func `what is doubtful is accepted with a warning`(text: String, codes: [String]) throws {
    var warnings: [RecurrenceWarning] = []
    _ = try RecurrenceRule(parsing: text, for: .date, warnings: &warnings)
    #expect(warnings.map(\.code) == codes)
  }

  @Test func `an error names the part and the value`() {
    let error = #expect(throws: RecurrenceError.self) {
      try RecurrenceRule(parsing: "FREQ=MONTHLY;BYMONTHDAY=1,32")
    }
    #expect(error?.description == "BYMONTHDAY has 32, which is out of range")
  }

  @Test func `work on a rule is bounded`() throws {
    let start = try #require(LocalDate("2000-01-01"))
    let daily = try RecurrenceRule(parsing: "FREQ=DAILY").occurrences(starting: start)
    #expect(daily.dates.count == RecurrenceRule.occurrenceLimit)
    let endless = try RecurrenceRule(parsing: "FREQ=DAILY;BYMONTHDAY=1;BYSETPOS=2")
      .occurrences(starting: start)
    #expect(endless.dates.isEmpty)
    #expect(endless.reachedLimit)
  }

  @Test func `an old start costs nothing`() throws {
    let start = try #require(LocalDate("1601-01-01"))
    let first = try #require(LocalDate("2025-01-01"))
    let window = DateRange(first: first, days: 7)
    let rule = try RecurrenceRule(parsing: "FREQ=DAILY;INTERVAL=3")
    let expansion = rule.occurrences(starting: start, in: window)
    #expect(expansion.dates.map(\.description) == ["2025-01-01", "2025-01-04", "2025-01-07"])
    #expect(!expansion.reachedLimit)
  }

  @Test func `a yearly rule on 29 February is warned about`() throws {
    let start = try #require(LocalDate("2024-02-29"))
    #expect(try RecurrenceRule(parsing: "FREQ=YEARLY").warnings(starting: start) == [.leapDayStart])
    #expect(try RecurrenceRule(parsing: "FREQ=YEARLY;INTERVAL=4").warnings(starting: start).isEmpty)
  }
}
