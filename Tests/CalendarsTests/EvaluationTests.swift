import Calendars
import Dates
import Testing

struct EvaluationTests {
  @Test func `29 February exists in leap years only`() throws {
    let calendar = try calendar("leap: {date: 02-29}")
    #expect(try calendar.rows(2023, 2028) == ["2024-02-29 leap", "2028-02-29 leap"])
    #expect(try calendar.rows(1900) == [])
  }

  @Test func `since and until are dates, both included`() throws {
    let calendar = try calendar("feast: {date: 06-19, since: 2021-06-19, until: 2023-06-18}")
    #expect(try calendar.rows(2020, 2024) == ["2021-06-19 feast", "2022-06-19 feast"])
  }

  @Test func `a cycle of years counts from its first`() throws {
    let calendar = try calendar("inauguration: {date: 01-20, every: {years: 4, from: 2021}}")
    #expect(
      try calendar.rows(2017, 2030) == [
        "2021-01-20 inauguration", "2025-01-20 inauguration", "2029-01-20 inauguration",
      ])
  }

  @Test func `weekdays can be asked for and ruled out`() throws {
    let only = try calendar("feast: {date: 08-01, only_on: mon-fri}")
    #expect(try only.rows(2024, 2027) == ["2024-08-01 feast", "2025-08-01 feast"])
    let not = try calendar("feast: {date: 08-01, not_on: [sat, sun]}")
    #expect(try not.rows(2024, 2027) == (try only.rows(2024, 2027)))
  }

  @Test func `a long feast crosses the year end in every window`() throws {
    let calendar = try calendar("break: {date: 12-30, days: 4, category: venue}")
    #expect(
      try calendar.rows(2026).map { $0.prefix(10) } == [
        "2026-01-01", "2026-01-02", "2026-12-30", "2026-12-31",
      ])
    let day = DateRange(first: try date("2027-01-02"), days: 1)
    #expect(calendar.holidays(in: day).map(\.holidayID) == ["break"])
  }

  @Test func `weekdays and laws cut single days out of a long feast`() throws {
    let calendar = try calendar(
      "break: {date: 12-30, days: 5, not_on: [sat, sun], until: 2026-12-31}")
    #expect(
      try calendar.rows(2026, 2027).map { $0.prefix(10) } == [
        "2026-01-01", "2026-01-02", "2026-12-30", "2026-12-31",
      ])
  }

  @Test func `facts beat rules`() throws {
    let calendar = try calendar(
      """
      may-day:
        weekday: 1st monday of may
        moved: {2020-05-04: 2020-05-08}
        cancelled: 2021-05-03
        added: [2022-05-20]
        until: 2022-05-10
      """)
    #expect(
      try calendar.rows(2020, 2022) == [
        "2020-05-08 may-day", "2022-05-02 may-day", "2022-05-20 may-day",
      ])
    let rows = calendar.holidays(in: try years(2020, 2022))
    #expect(rows.map(\.shift) == ["moved from 2020-05-04", nil, "added"])
  }

  @Test func `a fact may cross the year end`() throws {
    let calendar = try calendar("feast: {date: 01-01, moved: {2027-01-01: 2026-12-31}}")
    #expect(try calendar.rows(2026) == ["2026-01-01 feast", "2026-12-31 feast"])
    #expect(try calendar.rows(2027) == [])
  }

  @Test func `a moved date is occupied at its new place only`() throws {
    let calendar = try calendar(
      """
      other: {date: 08-03, moved: {2026-08-03: 2026-08-04}}
      feast: {date: 08-01, observed: {if: sat, use: next_free_weekday}}
      """)
    #expect(try calendar.dates(of: "feast", 2026) == ["2026-08-03*"])
  }

  @Test func `an offset counts from where the other holiday is`() throws {
    let calendar = try calendar(
      """
      after: {offset_from: {holiday: feast, days: 1}}
      feast: {dates: [{on: 2026-03-20, status: estimated}, 2027-12-31], moved: {2026-03-20: 2026-03-21}}
      before: {offset_from: {holiday: after, days: -2}}
      """)
    #expect(
      try calendar.rows(2026) == ["2026-03-20 before", "2026-03-21 feast", "2026-03-22 after"])
    #expect(try calendar.rows(2028) == ["2028-01-01 after"])
  }

  @Test func `estimates pass to what counts from them`() throws {
    let calendar = try calendar(
      """
      feast: {dates: [2026-03-20, {on: 2027-03-10, status: estimated}], days: 2}
      after: {offset_from: {holiday: feast, days: 2}}
      """)
    let rows = calendar.holidays(in: try years(2026, 2027))
    #expect(
      rows.map(\.status) == [
        .confirmed, .confirmed, .confirmed, .estimated, .estimated, .estimated,
      ])
  }

  @Test func `dates outside the coverage are estimated`() throws {
    let calendar = try calendar(
      """
      feast: {date: 08-01}
      sure: {date: 08-02, status: confirmed}
      """, head: "coverage: {from: 2026-01-01, through: 2026-12-31}")
    #expect(
      calendar.holidays(in: try years(2025, 2027)).map { $0.status == .confirmed } == [
        false, true, true, true, false, true,
      ])
  }

  @Test func `a recurrence rule gives the dates of RFC 5545`() throws {
    let calendar = try calendar(
      "closed: {rrule: FREQ=MONTHLY;BYDAY=1MO, starts: 2026-11-02, category: venue}")
    #expect(try calendar.rows(2026) == ["2026-11-02 closed", "2026-12-07 closed"])
    #expect(try calendar.rows(2027).count == 12)
  }

  @Test func `both Easters are counted from`() throws {
    let calendar = try calendar(
      """
      good-friday: {easter: -2}
      clean-monday: {orthodox_easter: -48}
      """)
    #expect(try calendar.rows(2026) == ["2026-02-23 clean-monday", "2026-04-03 good-friday"])
  }

  @Test func `rows are sorted by date, category and id, with their origin`() throws {
    let calendar = try calendar(
      """
      b: {date: 08-01}
      a: {date: 08-01}
      venue: {date: 08-01, category: venue}
      half: {date: 08-01, category: half_day, closes_at: "13:00"}
      """)
    let rows = calendar.holidays(in: try years(2026, 2026))
    #expect(rows.map(\.holidayID) == ["a", "b", "half", "venue"])
    #expect(rows.map(\.closes) == [true, true, false, true])
    #expect(rows.map { "\($0.origin)" } == ["A.yml:5", "A.yml:4", "A.yml:7", "A.yml:6"])
    #expect(rows[2].closesAt == ClockTime("13:00"))
  }

  @Test func `a working Saturday is no weekend day`() throws {
    let calendar = try calendar("feast: {date: 08-20}", head: "working: [2026-08-08]")
    #expect(!calendar.isWeekend(try date("2026-08-08")))
    #expect(calendar.isWorkday(try date("2026-08-08")))
    #expect(calendar.isWeekend(try date("2026-08-15")))
    #expect(!calendar.isWorkday(try date("2026-08-20")))
  }

  @Test func `names come in the calendar's first language`() throws {
    let calendar = try calendar(
      """
      a: {date: 08-01, name: {en: August, fr: Août}}
      b: {date: 08-02, name: Plain}
      c: {date: 08-03}
      """, head: "languages: [fr-CA, en]")
    #expect(calendar.holidays(in: try years(2026, 2026)).map(\.name) == ["Août", "Plain", "c"])
  }

  @Test func `the revision changes with what is said and not with where`() throws {
    let one = try calendar("a: {date: 08-01}")
    let same = try calendar("# moved down\na: {date: 08-01}")
    let other = try calendar("a: {date: 08-02}")
    let table = try calendar("a: {dates: [2026-08-01]}")
    let longer = try calendar("a: {dates: [2026-08-01, 2027-08-01]}")
    #expect(one.revision == same.revision)
    #expect(Set([one, other, table, longer].map(\.revision)).count == 4)
    #expect(one.revision.count == 32)
  }
}
