import Dates

/// The occurrences of a rule in order, computed period by period as they are asked for.
///
/// Ends with the rule, with the last date (year 9999 when there is no other), when 400 years of
/// periods held no match, or at the limits of `RecurrenceRule`, which `reachedLimit` tells apart.
struct RecurrenceSequence: Sequence, IteratorProtocol {
  private let rule: RecurrenceRule
  private let pattern: RecurrencePattern
  private let start: WallTime
  private let range: ClosedRange<Int>
  private var period = 0
  private var periods = 0
  /// How many days were asked whether they match.
  private(set) var daysExamined = 0
  private var remaining: Int
  private var counted = 0
  private var lastMatch: Int
  private var pending: ArraySlice<WallTime> = []
  private var ended = false
  /// Whether a limit on work cut the sequence short.
  private(set) var reachedLimit = false

  /// The day number of 9999-12-31.
  private static let lastDay = 2_932_896
  /// After 400 years the calendar repeats, weekdays included.
  private static let cycle = 146_097

  /// The occurrences from the later of `start` and `first` through `last`.
  init(_ rule: RecurrenceRule, start: WallTime, first: LocalDate?, last: LocalDate?) {
    self.rule = rule
    self.start = start
    pattern = RecurrencePattern(rule, start: start)
    let startDay = Int(start.date.dayNumber)
    let lower = Swift.max(first.map { Int($0.dayNumber) } ?? startDay, startDay)
    let upper = Swift.min(
      last.map { Int($0.dayNumber) } ?? Self.lastDay, Self.lastDay)
    lastMatch = lower
    range = lower...Swift.max(lower, upper)
    ended = upper < lower || startDay < GregorianYear(1).firstDay
    if case .count(let count) = rule.end {
      remaining = count
    } else {
      remaining = .max
      if !ended { period = firstPeriod(reaching: lower) }
    }
  }

  mutating func next() -> WallTime? {
    while pending.isEmpty {
      guard !ended else { return nil }
      expandPeriod()
    }
    return pending.popFirst()
  }

  private mutating func expandPeriod() {
    guard let days = days(ofPeriod: period), days.lowerBound <= range.upperBound,
      days.lowerBound - lastMatch <= Self.cycle * rule.interval
    else {
      ended = true
      return
    }
    guard periods < RecurrenceRule.periodLimit else {
      stopAtLimit()
      return
    }
    period += 1
    if rule.frequency == .daily, !pattern.allows(month: month(of: days.lowerBound)) {
      skipMonth(after: days.lowerBound)
      return
    }
    periods += 1
    daysExamined += days.count
    let matches = chosen(from: pattern.matches(in: days))
    if !matches.isEmpty { lastMatch = days.lowerBound }
    accept(matches)
  }

  private mutating func accept(_ matches: [WallTime]) {
    for match in matches where match >= start {
      guard remaining > 0, !isPastUntil(match) else {
        ended = true
        return
      }
      guard counted < RecurrenceRule.occurrenceLimit else {
        stopAtLimit()
        return
      }
      let day = Int(match.date.dayNumber)
      guard day <= range.upperBound else {
        ended = true
        return
      }
      remaining -= 1
      counted += 1
      if day >= range.lowerBound { pending.append(match) }
    }
    if remaining == 0 { ended = true }
  }

  private mutating func stopAtLimit() {
    ended = true
    reachedLimit = true
  }

  private func isPastUntil(_ time: WallTime) -> Bool {
    guard case .until(let until) = rule.end else { return false }
    switch until {
    case .date(let date): return time.date > date
    case .local(let last), .utc(let last): return time > last
    }
  }

  private func chosen(from days: [Int]) -> [WallTime] {
    let times = days.flatMap { day in
      pattern.times.map { WallTime(date: LocalDate(dayNumber: Int32(clamping: day)), second: $0) }
    }
    guard !rule.positions.isEmpty else { return times }
    let indices = rule.positions.map { $0 > 0 ? $0 - 1 : times.count + $0 }
    return Set(indices).sorted().filter(times.indices.contains).map { times[$0] }
  }

  /// The days of the nth period of the rule, counting only each `INTERVAL`th; nil past year 9999.
  private func days(ofPeriod index: Int) -> Range<Int>? {
    let steps = index * rule.interval
    let startDay = Int(start.date.dayNumber)
    switch rule.frequency {
    case .daily:
      return clamped(startDay + steps..<startDay + steps + 1)
    case .weekly:
      let first = startOfWeek(of: startDay, startingOn: rule.weekStart) + steps * 7
      return clamped(first..<first + 7)
    case .monthly:
      let (year, month, _) = start.date.components
      let months = year * 12 + month - 1 + steps
      guard months / 12 <= 9999 else { return nil }
      return GregorianYear(months / 12).days(ofMonth: months % 12 + 1)
    case .yearly:
      guard start.date.year + steps <= 9999 else { return nil }
      let year = GregorianYear(start.date.year + steps)
      return year.firstDay..<year.firstDay + year.length
    }
  }

  /// A week or day cut to the years 1 through 9999; nil when nothing is left.
  private func clamped(_ days: Range<Int>) -> Range<Int>? {
    let cut = days.clamped(to: GregorianYear(1).firstDay..<Self.lastDay + 1)
    return cut.isEmpty ? nil : cut
  }

  /// The last period that starts no later than the day, so that no earlier one reaches it.
  private func firstPeriod(reaching day: Int) -> Int {
    let (year, month, _) = start.date.components
    let wanted = LocalDate(dayNumber: Int32(clamping: day)).components
    let startDay = Int(start.date.dayNumber)
    switch rule.frequency {
    case .daily: return (day - startDay) / rule.interval
    case .weekly:
      let first = startOfWeek(of: startDay, startingOn: rule.weekStart)
      return (day - first) / 7 / rule.interval
    case .monthly:
      return ((wanted.year - year) * 12 + wanted.month - month) / rule.interval
    case .yearly: return (wanted.year - year) / rule.interval
    }
  }

  private func month(of day: Int) -> Int {
    LocalDate(dayNumber: Int32(clamping: day)).month
  }

  /// Moves a daily rule to its first period in the month after the day.
  private mutating func skipMonth(after day: Int) {
    let (year, month, _) = LocalDate(dayNumber: Int32(clamping: day)).components
    let end = GregorianYear(year).days(ofMonth: month).upperBound
    let steps = end - Int(start.date.dayNumber)
    period = Swift.max(period, (steps + rule.interval - 1) / rule.interval)
  }
}
