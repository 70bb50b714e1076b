import Calendars
import Dates
import Testing

@testable import Expansion

/// Random jobs, expanded and then recomputed date by date in the plainest way.
@Suite struct RuleOracleTests {
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 ^ state << 40
    }
  }

  @Test(arguments: 0..<40) func `conditions hold on the dates that meet them`(seed: UInt64) throws {
    var random = Random(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let first = LocalDate(dayNumber: Int32.random(in: 19_000...21_000, using: &random))
    let range = DateRange(first: first, days: Int.random(in: 1...500, using: &random))
    let today = first.adding(days: Int.random(in: -20...20, using: &random))
    let calendar = try Fixture.library().resolve("US")
    let holidays = calendar.holidays(in: DateRange(first: range.first, days: range.count + 1))
    let window = Window(range: range, today: today, holidays: holidays)
    for _ in 0..<30 {
      let condition = condition(in: range, &random)
      var found: [Int] = []
      window.forEach(condition) { found.append($0) }
      let expected = range.dates.enumerated().filter { _, date in
        isMet(condition, on: date, today: today, calendar)
      }.map(\.offset)
      #expect(found.sorted() == expected, "\(condition) in \(range) from \(today)")
    }
  }

  private func isMet(
    _ condition: Condition, on date: LocalDate, today: LocalDate, _ calendar: ResolvedCalendar
  ) -> Bool {
    guard condition.weekdays.contains(date.weekday) else { return false }
    if let lead = condition.leadDays {
      let ahead = today.days(to: date)
      guard ahead >= lead.atLeast, ahead <= lead.atMost ?? .max else { return false }
    }
    if let dates = condition.dates {
      guard dates.contains(where: { isMet($0, on: date) }) else { return false }
    }
    if let selectors = condition.holidays {
      let today = calendar.holidays(on: date)
      guard today.contains(where: { holiday in selectors.contains { $0.matches(holiday) } })
      else { return false }
    }
    if let selectors = condition.eveOf {
      let tomorrow = calendar.holidays(on: date.adding(days: 1))
      guard tomorrow.contains(where: { holiday in selectors.contains { $0.matches(holiday) } })
      else { return false }
    }
    return true
  }

  private func isMet(_ pattern: DatePattern, on date: LocalDate) -> Bool {
    switch pattern {
    case .once(let range): return range.contains(date)
    case .yearly(let from, let through):
      let day = date.month * 100 + date.day
      let (start, end) = (from.month * 100 + from.day, through.month * 100 + through.day)
      return start <= end ? day >= start && day <= end : day >= start || day <= end
    }
  }

  private func condition(in range: DateRange, _ random: inout Random) -> Condition {
    var condition = Condition.always
    if Bool.random(using: &random) {
      condition.weekdays = WeekdaySet(Weekday.allCases.filter { _ in Bool.random(using: &random) })
    }
    if Bool.random(using: &random) {
      condition.dates = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        pattern(in: range, &random)
      }
    }
    let selectors: [HolidaySelector] = [
      .any, .category(.public), .category(.bank), .holiday("christmas-day"),
    ]
    if Int.random(in: 0..<3, using: &random) == 0 {
      condition.holidays = selectors.filter { _ in Bool.random(using: &random) }
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      condition.eveOf = selectors.filter { _ in Bool.random(using: &random) }
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      let least = Int.random(in: 0...40, using: &random)
      let length = Int.random(in: -5...60, using: &random)
      condition.leadDays = LeadDays(atLeast: least, atMost: length < 0 ? nil : least + length)
    }
    return condition
  }

  private func pattern(in range: DateRange, _ random: inout Random) -> DatePattern {
    func date() -> LocalDate {
      range.first.adding(days: Int.random(in: -50...range.count + 50, using: &random))
    }
    let ends = [date(), date()].sorted()
    guard Bool.random(using: &random),
      // 29 February has a rule of its own, tested apart.
      let from = MonthDay(month: ends[0].month, day: min(28, ends[0].day)),
      let through = MonthDay(month: ends[1].month, day: min(28, ends[1].day))
    else { return .once(DateRange(first: ends[0], days: ends[0].days(to: ends[1]) + 1)) }
    return .yearly(from: from, through: through)
  }

  @Test(arguments: [
    ("02-29", ["2027-02-28", "2028-02-29"]),
    ("02-28..03-01", ["2027-02-28", "2027-03-01", "2028-02-28", "2028-02-29", "2028-03-01"]),
    ("03-01", ["2027-03-01", "2028-03-01"]),
  ])
  func `29 February falls on the 28th in ordinary years`(text: String, dates: [String]) throws {
    let pattern = try DatePattern(reading: text)
    let range = try Fixture.range("2027-02-01..2028-03-15")
    let found = pattern.runs(in: range).flatMap { $0.dates.map(\.description) }
    #expect(found == dates)
  }

  @Test func `the workload of the benchmark has the size that it says`() throws {
    let total = try ExpansionWorkload(cities: 3, days: 365, rules: 60).run()
    #expect(total.dates == 3 * 365)
    #expect(total.rules > 365)
  }
}
