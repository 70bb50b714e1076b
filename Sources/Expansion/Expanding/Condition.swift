import Calendars
import Dates

/// On which dates a rule holds.
struct Condition: Sendable {
  var weekdays = WeekdaySet.all
  /// Any of these; nil for every date.
  var dates: [DatePattern]?
  /// A holiday of any of these; nil for every date.
  var holidays: [HolidaySelector]?
  var eveOf: [HolidaySelector]?
  var leadDays: LeadDays?

  /// Every date.
  static let always = Condition()
}

extension Condition {
  init(_ declaration: ConditionDeclaration) {
    weekdays = declaration.weekdays?.value ?? .all
    dates = declaration.dates?.value.map(\.value)
    holidays = declaration.holidays?.value.map(\.value)
    eveOf = declaration.eveOf?.value.map(\.value)
    leadDays = declaration.leadDays?.value
  }
}

/// The dates of an expansion and what conditions ask about them.
struct Window {
  let range: DateRange
  let today: LocalDate
  /// The holidays of the range and of the day after it, by date.
  let holidays: [Holiday]

  /// Calls `body` with the index of each date that meets the condition, once each. The work is in
  /// proportion to the dates found, and to the holidays and runs of dates looked through.
  func forEach(_ condition: Condition, _ body: (Int) -> Void) {
    let runs = runs(of: condition)
    guard condition.holidays == nil, condition.eveOf == nil else {
      forEachHoliday(condition, in: runs, body)
      return
    }
    let weekdays = condition.weekdays
    for run in runs {
      let first = range.first.days(to: run.first)
      let last = range.first.days(to: run.last)
      if weekdays == .all {
        for index in first...last { body(index) }
      } else {
        let ahead = weekdays.weekdays.map { ($0.rawValue - run.first.weekday.rawValue + 7) % 7 }
        for start in ahead {
          for index in stride(from: first + start, through: last, by: 7) { body(index) }
        }
      }
    }
  }

  private func forEachHoliday(_ condition: Condition, in runs: [DateRange], _ body: (Int) -> Void) {
    var found: [LocalDate] = []
    if let selectors = condition.holidays {
      found = dates(of: selectors)
      if let eves = condition.eveOf {
        let days = Set(dates(of: eves))
        found = found.filter { days.contains($0.adding(days: 1)) }
      }
    } else if let eves = condition.eveOf {
      found = dates(of: eves).map { $0.adding(days: -1) }
    }
    var run = runs.makeIterator()
    var current = run.next()
    for date in found where condition.weekdays.contains(date.weekday) {
      while let span = current, span.last < date { current = run.next() }
      if let span = current, span.contains(date) { body(range.first.days(to: date)) }
    }
  }

  /// The dates of matching holidays, in order, each once.
  private func dates(of selectors: [HolidaySelector]) -> [LocalDate] {
    var dates: [LocalDate] = []
    for holiday in holidays where dates.last != holiday.date {
      if selectors.contains(where: { $0.matches(holiday) }) { dates.append(holiday.date) }
    }
    return dates
  }

  /// The runs of dates that the condition's dates and lead time leave, in order, none touching.
  private func runs(of condition: Condition) -> [DateRange] {
    var whole = range
    if let lead = condition.leadDays {
      let first = today.adding(days: lead.atLeast)
      let last = lead.atMost.map { today.adding(days: $0) } ?? max(first, range.last)
      guard let part = DateRange(first: first, last: last)?.clipped(to: range) else { return [] }
      whole = part
    }
    guard let patterns = condition.dates else { return [whole] }
    let found = patterns.flatMap { $0.runs(in: whole) }.sorted { $0.first < $1.first }
    return found.reduce(into: []) { merged, run in
      if let last = merged.last, run.first <= last.last.adding(days: 1) {
        merged[merged.count - 1].last = max(last.last, run.last)
      } else {
        merged.append(run)
      }
    }
  }
}
