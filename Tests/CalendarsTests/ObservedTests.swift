import Calendars
import Dates
import Testing

struct ObservedTests {
  /// 2026: 1 August is a Saturday. Fixed neighbours stand on 3 and 4 August (Monday, Tuesday).
  @Test(arguments: [
    ("next_free_weekday", "sat", "08-01", "2026-08-05*"),
    ("next_free_day", "sat", "08-01", "2026-08-02*"),
    ("next_monday", "sat", "08-08", "2026-08-10*"),
    ("next_monday", "sat", "08-01", "2026-08-01"),
    ("nearest_weekday", "sat", "08-01", "2026-07-31*"),
    ("nearest_weekday", "sun", "08-09", "2026-08-10*"),
    ("nearest_weekday", "sun", "08-02", "2026-08-02"),
    ("nearest_monday", "thu", "08-13", "2026-08-10*"),
    ("nearest_monday", "fri", "08-14", "2026-08-17*"),
    ("nearest_monday", "fri", "07-31", "2026-07-31"),
    ("previous_day", "sun", "08-09", "2026-08-08*"),
    ("previous_day", "tue", "08-05", "2026-08-05"),
    ("previous_weekday", "sun", "08-09", "2026-08-07*"),
    ("previous_weekday", "sat", "08-08", "2026-08-07*"),
  ])
  func `each word looks in its own place`(
    use: String, weekday: String, day: String, expected: String
  ) throws {
    let calendar = try calendar(
      """
      feast: {date: \(day), observed: {if: \(weekday), use: \(use)}}
      monday: {date: 08-03}
      tuesday: {date: 08-04}
      """)
    #expect(try calendar.dates(of: "feast", 2026) == [expected])
  }

  @Test func `the actual date stays when the rule keeps it`() throws {
    let kept = try calendar(
      "feast: {date: 08-01, observed: {if: sat, use: next_monday, keep_actual: true}}")
    #expect(try kept.rows(2026) == ["2026-08-01 feast", "2026-08-03 feast*"])
    let row = try #require(kept.holidays(in: try years(2026, 2026)).last)
    #expect(row.actualDate == (try date("2026-08-01")))
    #expect(row.shift == "next_monday if sat (+2)")
  }

  @Test(arguments: [
    (2020, "2020-04-29"), (2021, "2021-04-15*"), (2022, "2022-05-05*"), (2024, "2024-05-14*"),
    (2025, "2025-05-01*"), (2028, "2028-05-02*"),
  ])
  func `a shift map moves by weekday`(year: Int, expected: String) throws {
    let calendar = try calendar(
      """
      day:
        dates: [2020-04-29, 2021-04-17, 2022-05-06, 2024-05-13, 2025-05-03, 2028-05-01]
        observed: {shift: {fri: -1, sat: -2, mon: +1}}
      """, head: "weekend: [fri, sat]")
    #expect(try calendar.dates(of: "day", year) == [expected])
  }

  @Test func `two substitutes never take one day, and neither takes a holiday`() throws {
    let calendar = try calendar(
      """
      christmas: {date: 12-25, observed: s}
      boxing: {date: 12-26, observed: s}
      """,
      head: "observed_rules: {s: {if: [sat, sun], use: next_free_weekday, keep_actual: true}}")
    #expect(
      try calendar.rows(2021) == [
        "2021-12-25 christmas", "2021-12-26 boxing", "2021-12-27 christmas*", "2021-12-28 boxing*",
      ])
    #expect(
      try calendar.rows(2022) == [
        "2022-12-25 christmas", "2022-12-26 boxing", "2022-12-27 christmas*",
      ])
  }

  @Test func `the observed day of New Year may fall into the year before`() throws {
    let calendar = try calendar(
      "new-year: {date: 01-01, observed: {if: [sat, sun], use: nearest_weekday, keep_actual: true}}"
    )
    #expect(try calendar.rows(2060) == ["2060-01-01 new-year", "2060-12-31 new-year*"])
    #expect(try calendar.rows(2061) == ["2061-01-01 new-year"])
  }

  @Test func `of holidays that coincide one stays, the others give way`() throws {
    let rule =
      "observed_rules: {s: {if: [sat, sun, holiday], use: next_free_weekday, keep_actual: true}}"
    let both = try calendar(
      """
      children: {date: 05-05, observed: s}
      buddha: {dates: [2025-05-05], observed: s}
      """, head: rule)
    #expect(
      try both.rows(2025) == ["2025-05-05 buddha", "2025-05-05 children", "2025-05-06 buddha*"])
    let one = try calendar(
      """
      chuseok: {dates: [2028-10-03], observed: s}
      foundation: {date: 10-03}
      """, head: rule)
    #expect(
      try one.rows(2028) == ["2028-10-03 chuseok", "2028-10-03 foundation", "2028-10-04 chuseok*"])
    let alone = try calendar("children: {date: 05-06, observed: s}", head: rule)
    #expect(try alone.rows(2025) == ["2025-05-06 children"])
  }

  @Test func `a day between two holidays is one, unless it is one or a substitute already`() throws
  {
    let calendar = try calendar(
      """
      aged: {weekday: 3rd monday of september, observed: s}
      equinox: {dates: [2015-09-23, 2026-09-23], observed: s}
      constitution: {date: 05-03, observed: s}
      children: {date: 05-05, observed: s}
      between: {between: public, since: 1985-12-27}
      """, head: "observed_rules: {s: {if: sun, use: next_free_day, keep_actual: true}}")
    #expect(try calendar.dates(of: "between", 2015) == ["2015-09-22"])
    #expect(try calendar.dates(of: "between", 2016) == ["2016-05-04"])
    #expect(try calendar.dates(of: "between", 2026) == ["2026-09-22"])
    #expect(try calendar.dates(of: "constitution", 2015) == ["2015-05-03", "2015-05-04*"])
    #expect(try calendar.dates(of: "between", 1985) == [])
  }

  @Test func `the rule of the actual date holds, and the first of several`() throws {
    let calendar = try calendar(
      """
      feast:
        date: 08-01
        observed:
          - {if: sat, use: previous_day, until: 2019-12-31}
          - {if: [sat, sun], use: next_monday, keep_actual: true, since: 2020-01-01, until: 2025-12-31}
      """)
    #expect(try calendar.dates(of: "feast", 2015) == ["2015-07-31*"])
    #expect(try calendar.dates(of: "feast", 2020) == ["2020-08-01", "2020-08-03*"])
    #expect(try calendar.dates(of: "feast", 2026) == ["2026-08-01"])
  }

  @Test func `the weekend of the date decides, not that of today`() throws {
    let calendar = try calendar(
      "feast: {date: 12-03, observed: {if: [fri, sat, sun], use: next_free_weekday}}",
      head: """
        weekend:
          - {days: [fri, sat], through: 2021-12-31}
          - {days: [sat, sun], from: 2022-01-01}
        """)
    #expect(try calendar.dates(of: "feast", 2021) == ["2021-12-05*"])
    #expect(try calendar.dates(of: "feast", 2022) == ["2022-12-05*"])
    #expect(calendar.weekend(on: try date("2021-12-31")).weekdays == [.friday, .saturday])
    #expect(calendar.weekend(on: try date("2022-01-01")).weekdays == [.saturday, .sunday])
  }
}
