import Calendars
import Dates
import Foundation
import Testing

@testable import Expansion

/// Four hundred nights in twelve zones, against dates that Foundation's calendar counts.
@Suite struct SimulatedYearTests {
  static let zones = [
    "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
    "Africa/Casablanca", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Apia",
    "America/Nuuk", "Pacific/Honolulu", "UTC",
  ]

  private static let job = """
    horizon: {days: 30, near_days: 1, far_every_days: 366}
    missing_calendar: ignore
    opening: {weekly: {mon-sat: 19:00-02:00, sun: closed}}
    notice_days: 1
    """

  @Test(arguments: zones, [(0, 0), (1, 30), (2, 30), (23, 59)])
  func `each local date is built once, whatever the clock does`(
    zone: String, time: (hour: Int, minute: Int)
  ) throws {
    let city = try Fixture.city("test", country: "XX", subdivision: nil, zone: zone)
    let expander = Expander(
      job: try Fixture.job(Self.job), calendars: Fixture.library(), cities: [city])
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = city.timeZone
    let start = try #require(
      calendar.date(from: DateComponents(year: 2023, month: 10, day: 1, hour: 12)))

    var checked: [LocalDate: LocalDate] = [:]
    var expected: Set<String> = []
    var built: [LocalDate: Int] = [:]
    for night in 0..<400 where night % 17 != 3 && !(100..<110).contains(night) {
      let noon = try #require(calendar.date(byAdding: .day, value: night, to: start))
      for instant in try instants(onDayOf: noon, time, calendar) {
        let now = Instant(microseconds: Int64(instant.timeIntervalSince1970) * 1_000_000)
        let today = city.today(at: now)
        #expect("\(today)" == text(instant, calendar), "\(zone) \(instant)")
        let horizon = expander.job.horizon
        let due = horizon.dates(from: today).dates.filter { date in
          checked[date] == nil && horizon.isDue(date, today: today, lastChecked: nil)
        }
        guard let first = due.first, let last = due.last,
          let range = DateRange(first: first, last: last)
        else { continue }
        let expanded = try expander.expand(city, dates: range, today: today)
        for (date, day) in expanded.dated where checked[date] == nil {
          checked[date] = today
          built[date, default: 0] += 1
          let lead = try #require(
            calendar.date(
              byAdding: .day, value: today.days(to: date), to: noonOfDay(of: instant, calendar)))
          #expect(text(lead, calendar) == "\(date)")
          let isSunday = calendar.component(.weekday, from: lead) == 1
          #expect(day.status == (isSunday ? .closed : .open), "\(zone) \(date)")
          #expect(day.isBelowNotice == (date == today))
        }
        for ahead in 0..<30 {
          let date = try #require(
            calendar.date(byAdding: .day, value: ahead, to: noonOfDay(of: instant, calendar)))
          expected.insert(text(date, calendar))
        }
      }
    }
    #expect(Set(built.keys.map(\.description)) == expected)
    #expect(built.values.allSatisfy { $0 == 1 })
    #expect(expected.contains("2024-02-29") && expected.contains("2023-12-31"))
  }

  /// The instants at which the city's clock shows the time on the day of `noon`: none in a skipped
  /// hour, then the next that there is; both in a repeated one.
  private func instants(
    onDayOf noon: Date, _ time: (hour: Int, minute: Int), _ calendar: Foundation.Calendar
  ) throws -> [Date] {
    let day = calendar.dateComponents([.year, .month, .day], from: noon)
    let wanted = try #require(
      calendar.date(
        from: DateComponents(
          year: day.year, month: day.month, day: day.day, hour: time.hour, minute: time.minute)))
    let later = wanted.addingTimeInterval(3600)
    let shown = calendar.dateComponents([.hour, .minute], from: later)
    return shown.hour == time.hour && shown.minute == time.minute ? [wanted, later] : [wanted]
  }

  private func noonOfDay(of instant: Date, _ calendar: Foundation.Calendar) throws -> Date {
    let day = calendar.dateComponents([.year, .month, .day], from: instant)
    return try #require(
      calendar.date(
        from: DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)))
  }

  private func text(_ instant: Date, _ calendar: Foundation.Calendar) -> String {
    let day = calendar.dateComponents([.year, .month, .day], from: instant)
    let parts = [day.month ?? 0, day.day ?? 0].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(day.year ?? 0)-\(parts[0])-\(parts[1])"
  }

  @Test(arguments: zones) func `a run at any moment of a clock change has the city's date`(
    zone: String
  ) throws {
    let city = try Fixture.city("test", zone: zone)
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = city.timeZone
    var moment = Date(timeIntervalSince1970: 1_672_531_200)
    let end = Date(timeIntervalSince1970: 1_767_225_600)
    while let change = city.timeZone.nextDaylightSavingTimeTransition(after: moment), change < end {
      for seconds in stride(from: -7200, through: 7200, by: 900) {
        for nudge in [-1, 0, 1] {
          let instant = change.addingTimeInterval(Double(seconds + nudge))
          let today = city.today(
            at: Instant(microseconds: Int64(instant.timeIntervalSince1970) * 1_000_000))
          #expect("\(today)" == text(instant, calendar), "\(zone) \(instant)")
        }
      }
      moment = change
    }
  }

  @Test func `a date that clocks never showed is not built`() throws {
    let apia = try Fixture.city("apia", zone: "Pacific/Apia")
    let expanded = try Fixture.expand("title: x", "2011-12-28..2012-01-02", city: apia)
    #expect(
      expanded.dates.map(\.date.description) == [
        "2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01", "2012-01-02",
      ])
    for zone in Self.zones where zone != "Pacific/Apia" {
      let city = try Fixture.city("test", zone: zone)
      #expect(
        try Fixture.expand("title: x", "2011-01-01..2012-12-31", city: city).dates.count == 731)
    }
  }
}
