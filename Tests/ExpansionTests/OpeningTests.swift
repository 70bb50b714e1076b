import Calendars
import Discovery
import Testing

@testable import Expansion

@Suite struct OpeningTests {
  private let job = """
    opening:
      weekly: {mon-fri: 09:00-18:00, sat: 10:00-14:00, sun: closed}
      seasons:
        - {name: summer, dates: 07-01..08-31, weekly: {sun: 10:00-12:00, sat: closed}}
      exceptions:
        2026-07-05: open
        2026-12-25..2026-12-26: 11:00-15:00
        2026-03-03: closed
    holidays: {public: closed, half_day: half_day, bank: open}
    """

  @Test(
    arguments: [
      ("2026-03-06", "09:00-18:00", nil),
      ("2026-03-07", "10:00-14:00", nil),
      ("2026-03-08", nil, ExclusionReason.closedWeekly),
      ("2026-07-11", nil, .closedWeekly),
      ("2026-07-12", "10:00-12:00", nil),
      ("2026-07-04", nil, .closedHoliday),
      ("2026-07-05", "10:00-12:00", nil),
      ("2026-12-24", "09:00-13:00", nil),
      ("2026-12-25", "11:00-15:00", nil),
      ("2026-12-26", "11:00-15:00", nil),
      ("2026-03-02", "09:00-18:00", nil),
      ("2026-03-03", nil, .closedException),
    ] as [(String, String?, ExclusionReason?)])
  func `an exception decides before a holiday, a holiday before a season, a season before the week`(
    date: String, hours: String?, reason: ExclusionReason?
  ) throws {
    let day = try #require(try Fixture.days(job, "2026-01-01..2026-12-31")[date])
    #expect(day.hours?.description == hours)
    #expect(day.closedReason == reason)
    #expect(day.status == (reason == nil ? .open : .closed))
  }

  @Test func `the trace names the entry that decides and what it decided over`() throws {
    let day = try #require(try Fixture.days(job, "2026-07-01..2026-07-31")["2026-07-05"])
    let trace = try #require(day.traces.first)
    #expect(trace.subject == "hours")
    #expect(trace.entry == "exception 2026-07-05")
    #expect(trace.origin.description == "job, job.yml:7")
    #expect(trace.overrode.map(\.value) == ["10:00-12:00", "closed"])
    #expect(trace.overrode.map(\.origin.description) == ["job, job.yml:5", "job, job.yml:3"])
  }

  @Test func `without rules a day is open, and public holidays close it`() throws {
    let days = try Fixture.days("{}".isEmpty ? "" : "title: bare", "2026-12-23..2026-12-26")
    #expect(days["2026-12-23"]?.status == .open)
    #expect(days["2026-12-23"]?.hours == nil)
    #expect(days["2026-12-24"]?.status == .open)
    #expect(days["2026-12-25"]?.closedReason == .closedHoliday)
    #expect(days["2026-12-25"]?.holiday?.holidayID == "christmas-day")
  }

  @Test(
    arguments: [
      ("closed", nil, DayStatus.closed), ("open", "09:00-18:00", .open),
      ("+10%", "09:00-18:00", .open),
      ("10:00-16:00", "10:00-16:00", .open), ("half_day", "09:00-18:00", .open),
      ("{hours: 10:00-12:00, surcharge: +10%}", "10:00-12:00", .open),
    ] as [(String, String?, DayStatus)])
  func `a holiday's policy`(policy: String, hours: String?, status: DayStatus) throws {
    let text = """
      opening: {weekly: {mon-sun: 09:00-18:00}}
      holidays: {christmas-day: '\(policy)'}
      """.replacing("'{", with: "{").replacing("}'", with: "}")
    let day = try #require(try Fixture.days(text, "2026-12-25..2026-12-25")["2026-12-25"])
    #expect(day.status == status)
    #expect(day.hours?.description == hours)
    #expect(day.prices.map(\.step.basisPoints) == (policy.contains("%") ? [11_000] : []))
    #expect(day.prices.allSatisfy { $0.name == "holiday christmas-day" })
  }

  @Test func `a policy by id goes before one by category, and that before any`() throws {
    let text = "holidays: {christmas-day: open, public: closed, any: 10:00-11:00}"
    let days = try Fixture.days(text, "2026-01-01..2026-12-31")
    #expect(days["2026-12-25"]?.status == .open)
    #expect(days["2026-07-04"]?.status == .closed)
    #expect(days["2026-03-02"]?.hours?.description == "10:00-11:00")
  }

  @Test func `a holiday that the calendar keeps open does not close`() throws {
    let calendar = """
      schema: 1
      id: city/boston
      extends: US
      time_zone: America/New_York
      holidays:
        christmas-day: {open: true}
      """
    let library = CalendarLibrary(files: [
      SourceText(path: "us.yml", text: Fixture.calendarText),
      SourceText(path: "boston.yml", text: calendar),
    ])
    let city = try Fixture.city()
    let expander = Expander(
      job: try Fixture.job("holidays: {public: closed}"), calendars: library, cities: [city])
    let expanded = try expander.expand(
      city, dates: Fixture.range("2026-12-25..2026-12-25"), today: Fixture.date("2026-12-01"))
    #expect(expanded.days.map(\.status) == [.open])
    #expect(expanded.days.first?.holiday?.holidayID == "christmas-day")
  }

  @Test func `hours after midnight belong to the day on which they begin`() throws {
    let text = "opening: {weekly: {mon-sun: 19:00-02:00}}\nholidays: {public: closed}"
    let days = try Fixture.days(text, "2026-12-24..2026-12-25")
    #expect(days["2026-12-24"]?.hours?.passesMidnight == true)
    #expect(days["2026-12-24"]?.hours?.description == "19:00-02:00")
    #expect(days["2026-12-25"]?.status == .closed)
  }

  @Test(
    arguments: [
      ("19:00-02:00", nil, "13:00", nil), ("09:00-18:00", nil, "13:00", "09:00-13:00"),
      ("09:00-18:00", "12:00", nil, "12:00-18:00"), ("19:00-02:00", "20:00", nil, "20:00-02:00"),
      ("00:00-24:00", "06:00", "18:00", "06:00-18:00"),
    ] as [(String, String?, String?, String?)])
  func `half days cut hours`(hours: String, from: String?, until: String?, left: String?) throws {
    let whole = try #require(ServiceHours(hours))
    let cut = whole.limited(
      from: from.flatMap { ClockTime($0) }, until: until.flatMap { ClockTime($0) })
    #expect(cut?.description == left)
  }
}
