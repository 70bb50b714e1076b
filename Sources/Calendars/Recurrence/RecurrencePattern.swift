import Dates

/// A rule with what DTSTART fills in, ready to ask whether a day matches.
struct RecurrencePattern {
  /// A day with everything that a BY part may ask of it.
  private struct Candidate {
    let day: Int
    let year: GregorianYear
    let month: Int
    let monthDays: Range<Int>
  }

  private let rule: RecurrenceRule
  private let months: UInt16
  private let monthDays: Set<Int>
  private let yearDays: Set<Int>
  private let weekNumbers: Set<Int>
  private let weekdays: UInt8
  private let ordinals: [RecurrenceRule.Day]
  private let ordinalsInMonth: Bool
  /// The seconds of a day on which an occurrence begins, in order.
  let times: [Int]

  init(_ rule: RecurrenceRule, start: WallTime) {
    self.rule = rule
    let (_, month, day) = start.date.components
    let hasDay = !rule.monthDays.isEmpty || !rule.days.isEmpty
    let hasYearly = hasDay || !rule.yearDays.isEmpty || !rule.weekNumbers.isEmpty
    var months = rule.months
    var monthDays = rule.monthDays
    var days = rule.days
    switch rule.frequency {
    case .daily: break
    case .weekly:
      if days.isEmpty { days = [.init(ordinal: nil, weekday: start.date.weekday)] }
    case .monthly:
      if !hasDay { monthDays = [day] }
    case .yearly:
      if !hasYearly {
        monthDays = [day]
        if months.isEmpty { months = [month] }
      }
    }
    self.months = months.reduce(0) { $0 | 1 << UInt16($1) }
    self.monthDays = Set(monthDays)
    yearDays = Set(rule.yearDays)
    weekNumbers = Set(rule.weekNumbers)
    weekdays = days.reduce(0) { $1.ordinal == nil ? $0 | 1 << UInt8($1.weekday.rawValue) : $0 }
    ordinals = days.filter { $0.ordinal != nil }
    ordinalsInMonth = rule.frequency == .monthly || !rule.months.isEmpty
    times = RecurrencePattern.times(rule, start: start.second)
  }

  /// The matching days of a period, in order. The range lies within one month or is a week, a
  /// whole month or a whole year.
  func matches(in period: Range<Int>) -> [Int] {
    var matches: [Int] = []
    var day = period.lowerBound
    while day < period.upperBound {
      let (number, month, _) = LocalDate(dayNumber: Int32(clamping: day)).components
      let year = GregorianYear(number)
      let monthDays = year.days(ofMonth: month)
      let end = min(monthDays.upperBound, period.upperBound)
      if allows(month: month) {
        for day in day..<end {
          let candidate = Candidate(day: day, year: year, month: month, monthDays: monthDays)
          if isMatch(candidate) { matches.append(day) }
        }
      }
      day = end
    }
    return matches
  }

  /// Whether `BYMONTH` allows days of the month.
  func allows(month: Int) -> Bool {
    months == 0 || months & 1 << UInt16(month) != 0
  }

  private func isMatch(_ candidate: Candidate) -> Bool {
    matchesWeekday(candidate) && matchesMonthDay(candidate) && matchesYearDay(candidate)
      && matchesWeekNumber(candidate)
  }

  private func matchesMonthDay(_ candidate: Candidate) -> Bool {
    monthDays.isEmpty
      || counts(candidate.day, in: candidate.monthDays, asOneOf: monthDays)
  }

  private func matchesYearDay(_ candidate: Candidate) -> Bool {
    guard !yearDays.isEmpty else { return true }
    let first = candidate.year.firstDay
    return counts(candidate.day, in: first..<(first + candidate.year.length), asOneOf: yearDays)
  }

  /// Whether the day is one of the numbers, counted from the start of a range or, when negative,
  /// from its end.
  private func counts(_ day: Int, in range: Range<Int>, asOneOf numbers: Set<Int>) -> Bool {
    numbers.contains(day - range.lowerBound + 1) || numbers.contains(day - range.upperBound)
  }

  private func matchesWeekday(_ candidate: Candidate) -> Bool {
    guard weekdays != 0 || !ordinals.isEmpty else { return true }
    let weekday = weekdayIndex(of: candidate.day, from: .monday) + 1
    if weekdays & 1 << UInt8(weekday) != 0 { return true }
    guard ordinals.contains(where: { $0.weekday.rawValue == weekday }) else { return false }
    let first = candidate.year.firstDay
    let range = ordinalsInMonth ? candidate.monthDays : first..<(first + candidate.year.length)
    let fromStart = (candidate.day - range.lowerBound) / 7 + 1
    let fromEnd = -((range.upperBound - 1 - candidate.day) / 7 + 1)
    return ordinals.contains {
      $0.weekday.rawValue == weekday && ($0.ordinal == fromStart || $0.ordinal == fromEnd)
    }
  }

  private func matchesWeekNumber(_ candidate: Candidate) -> Bool {
    guard !weekNumbers.isEmpty else { return true }
    let start = startOfWeek(of: candidate.day, startingOn: rule.weekStart)
    let fourthDay = start + 3
    let year = candidate.year
    let weekYear: GregorianYear
    if fourthDay < year.firstDay {
      weekYear = GregorianYear(year.number - 1)
    } else if fourthDay >= year.firstDay + year.length {
      weekYear = GregorianYear(year.number + 1)
    } else {
      weekYear = year
    }
    let firstWeek = weekYear.firstWeek(startingOn: rule.weekStart)
    let nextYear = GregorianYear(weekYear.number + 1).firstWeek(startingOn: rule.weekStart)
    let number = (start - firstWeek) / 7 + 1
    let count = (nextYear - firstWeek) / 7
    return weekNumbers.contains(number) || weekNumbers.contains(number - count - 1)
  }

  private static func times(_ rule: RecurrenceRule, start: Int) -> [Int] {
    let hours = rule.hours.isEmpty ? [start / 3600] : rule.hours
    let minutes = rule.minutes.isEmpty ? [start / 60 % 60] : rule.minutes
    let seconds = rule.seconds.isEmpty ? [start % 60] : rule.seconds
    return hours.flatMap { hour in
      minutes.flatMap { minute in seconds.map { hour * 3600 + minute * 60 + $0 } }
    }
  }
}
