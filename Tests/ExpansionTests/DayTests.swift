import Calendars
import Dates
import Discovery
import Testing

@testable import Expansion

@Suite struct DayTests {
  private let text = """
    opening: {weekly: {mon-fri: 09:00-18:00, sat-sun: closed}}
    holidays: {public: closed}
    notice_days: 2
    prices:
      - {name: weekend, weekdays: [sat, sun], change: +10%}
      - {name: last-minute, lead_days: 0..1, change: -10%}
    """

  @Test func `expanding twice gives identical bytes`() throws {
    let runs = try (0..<2).map { _ in
      try Fixture.expand(text, "2026-01-01..2026-12-31").reportJSON.map(\.compact)
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count == 365)
  }

  @Test func `days of equal content share one day and one hash`() throws {
    let expanded = try Fixture.expand(text, "2026-01-01..2026-12-31", today: "2025-01-01")
    #expect(expanded.days.count == 2 + 1 + 1 + 3)
    #expect(Set(expanded.days.map(\.hash)).count == expanded.days.count)
  }

  @Test func `a hash does not go by the lines on which rules stand`() throws {
    let before = try Fixture.expand(text, "2026-12-01..2026-12-31")
    let after = try Fixture.expand("title: moved down\n\n# by\n" + text, "2026-12-01..2026-12-31")
    #expect(before.days.map(\.hash) == after.days.map(\.hash))
    #expect(before.days.map(\.traces) != after.days.map(\.traces))
  }

  @Test(arguments: [
    ("09:00-18:00", "09:00-17:00"), ("+10%", "+11%"), ("name: weekend", "name: week-end"),
    ("notice_days: 2", "notice_days: 3"), ("public: closed", "public: open"), ("0..1", "0..2"),
  ])
  func `a hash moves with every rule that holds`(from: String, to: String) throws {
    let before = try Fixture.expand(text, "2026-12-18..2026-12-31")
    let after = try Fixture.expand(text.replacing(from, with: to), "2026-12-18..2026-12-31")
    let changed = zip(before.dated, after.dated).filter { $0.day.hash != $1.day.hash }
    #expect(!changed.isEmpty && changed.count < 14)
  }

  @Test func `today moves only the days that notice and lead time touch`() throws {
    let first = try Fixture.expand(text, "2026-12-01..2026-12-31", today: "2026-12-14")
    let second = try Fixture.expand(text, "2026-12-01..2026-12-31", today: "2026-12-15")
    let changed = zip(first.dated, second.dated).filter { $0.day.hash != $1.day.hash }
    #expect(changed.map { "\($0.0.date)" } == ["2026-12-14", "2026-12-16"])
    #expect(first.dependsOnToday)
    #expect(try !Fixture.expand("title: x", "2026-12-01..2026-12-02").dependsOnToday)
  }

  @Test(arguments: [
    ("", ["2026-08-12"]),
    ("prices: [{name: eve, eve_of: any, add: 1}]", ["2026-08-11", "2026-08-12"]),
  ])
  func `a calendar's edit changes the days that it is about and no other`(
    rules: String, dates: [String]
  ) throws {
    let edited = Fixture.calendarText + "\n  harvest: {date: 08-12, name: Harvest}"
    let text = "title: x\n" + rules
    let before = try Fixture.expand(text, "2026-01-01..2026-12-31")
    let after = try Fixture.expand(text, "2026-01-01..2026-12-31", calendar: edited)
    let changed = zip(before.dated, after.dated).filter { $0.day.hash != $1.day.hash }
    #expect(changed.map { "\($0.0.date)" } == dates)
  }

  @Test func `two holidays on one date: the one that closes comes first`() throws {
    let calendar = Fixture.calendarText + "\n  a-bank-day: {date: 12-25, category: bank}"
    let day = try #require(
      try Fixture.days("holidays: {bank: +10%}", "2026-12-25..2026-12-25", calendar: calendar)[
        "2026-12-25"])
    #expect(day.holidays.map(\.holidayID) == ["christmas-day", "a-bank-day"])
    #expect(day.status == .closed)
    #expect(day.prices.map(\.name) == ["holiday a-bank-day"])
  }

  @Test func `the report names the layer and the line of each value`() throws {
    let expanded = try Fixture.expand(text, "2026-12-25..2026-12-26", today: "2026-12-01")
    #expect(
      expanded.reportText == """
        boston 2026-12-25 fri  closed (closed-holiday): Christmas Day [public, date 12-25, us.yml:10]
          hours                  closed by holidays public (christmas-day)  job, job.yml:3
                                   over 09:00-18:00                         job, job.yml:2
          holiday christmas-day  closed by holidays public                  job, job.yml:3
          notice_days            2                                          job, job.yml:4
        boston 2026-12-26 sat  closed (closed-weekly)
          hours                  closed by weekly sat,sun                   job, job.yml:2
          price weekend          +10%                                       job, job.yml:6
          notice_days            2                                          job, job.yml:4

        """)
    let row = try #require(expanded.reportJSON.first)
    #expect(row["city"] == .string("boston"))
    #expect(row["status"] == .string("closed"))
    #expect(row["origin"] == .string("job.yml:3"))
    #expect(row["holiday"]?["holiday_id"] == .string("christmas-day"))
  }

  @Test func `the hash is SipHash-2-4`() {
    // Reference: the empty message under the zero key.
    #expect(UInt64(bitPattern: StableHash.hash([])) == 0x1e92_4b9d_7377_00d7)
  }
}
