import Dates

/// Steps 2 and 3 of the evaluation: where the rules, the laws' lives and the facts put a calendar's
/// holidays.
struct ActualDates {
  private let holidays: [ResolvedHoliday]
  private let indexes: [String: Int]

  init(_ holidays: [ResolvedHoliday]) {
    self.holidays = holidays
    indexes = Dictionary(
      holidays.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
  }

  /// The position of the holiday with this id.
  func index(of id: String) -> Int? { indexes[id] }

  /// The dates of the holiday at `index` in a range, ascending; for a `between` holiday only those
  /// that facts give.
  func dates(of index: Int, in range: DateRange) -> [ActualDate] {
    settled(ruled(index, in: range, depth: 0), of: index, in: range, depth: 0)
  }

  /// The facts of the holiday at `index` applied to dates that its rule gave in the range.
  func settled(_ ruled: [ActualDate], of index: Int, in range: DateRange) -> [ActualDate] {
    settled(ruled, of: index, in: range, depth: 0)
  }

  /// The dates of the holiday at `index` before the last calendar that has facts about it spoke.
  func datesBeforeLastFacts(of index: Int, in range: DateRange) -> [ActualDate] {
    settled(
      ruled(index, in: range, depth: 0), of: index, in: range, depth: 0,
      layers: holidays[index].facts.dropLast())
  }

  private func dates(of index: Int, in range: DateRange, depth: Int) -> [ActualDate] {
    settled(ruled(index, in: range, depth: depth), of: index, in: range, depth: depth)
  }

  /// Every day of every occurrence within the law's life, once, ascending.
  private func ruled(_ index: Int, in range: DateRange, depth: Int) -> [ActualDate] {
    let holiday = holidays[index]
    let length = holiday.days
    let wide = range.extended(before: length - 1)
    var found: [ActualDate] = []
    var covered: LocalDate?
    for (first, status) in firstDays(of: holiday, in: wide, depth: depth) {
      guard holiday.every?.contains(first.year) ?? true else { continue }
      let last = first.adding(days: length - 1)
      let start = max(first, covered?.adding(days: 1) ?? first, range.first)
      covered = last
      guard start <= min(last, range.last) else { continue }
      for date in start...min(last, range.last) where holiday.applies(to: date) {
        found.append(
          ActualDate(
            date: date, isFirst: date == first, cause: .rule, ruleDate: first, status: status))
      }
    }
    return found
  }

  private func firstDays(of holiday: ResolvedHoliday, in range: DateRange, depth: Int)
    -> [(date: LocalDate, status: HolidayStatus?)]
  {
    guard case .offset(let base, let days) = holiday.rule else {
      return holiday.rule.dates(in: range).map { ($0, holiday.tableStatuses[$0]) }
    }
    guard let index = indexes[base], depth < CalendarChain.depthLimit else {
      return []
    }
    let shifted = range.shifted(by: -days)
    return dates(of: index, in: shifted, depth: depth + 1).filter(\.isFirst).map { first in
      let isEstimated = holidays[index].status(of: first) == .estimated
      return (first.date.adding(days: days), isEstimated ? .estimated : nil)
    }
  }

  private func settled(
    _ ruled: [ActualDate], of index: Int, in range: DateRange, depth: Int,
    layers: ArraySlice<HolidayFacts>? = nil
  ) -> [ActualDate] {
    let layers = layers ?? holidays[index].facts[...]
    guard !layers.isEmpty else { return ruled }
    var held = Dictionary(ruled.map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
    for facts in layers {
      for (from, to) in facts.moved.sorted(by: { $0.key < $1.key }) {
        guard let source = held.removeValue(forKey: from) ?? outside(from, range, index, depth),
          range.contains(to)
        else { continue }
        held[to] = ActualDate(
          date: to, isFirst: source.isFirst, cause: .moved(from: from), ruleDate: source.ruleDate)
      }
      for date in facts.cancelled { held[date] = nil }
      for date in facts.added where range.contains(date) && held[date] == nil {
        held[date] = ActualDate(date: date, isFirst: true, cause: .added)
      }
    }
    return held.values.sorted { $0.date < $1.date }
  }

  /// What the rule gives on a date outside the range, which a fact may move into it.
  private func outside(_ date: LocalDate, _ range: DateRange, _ index: Int, _ depth: Int)
    -> ActualDate?
  {
    guard !range.contains(date) else { return nil }
    return ruled(index, in: DateRange(first: date, days: 1), depth: depth).first
  }
}

extension ResolvedHoliday {
  /// Whether the law is in force on the date and makes its weekday a holiday.
  func applies(to date: LocalDate) -> Bool {
    bounds.contains(date) && weekdays.contains(date.weekday)
  }
}

extension DateRange {
  func extended(before days: Int) -> DateRange {
    var range = self
    range.first = first.adding(days: -days)
    return range
  }

  func shifted(by days: Int) -> DateRange {
    var range = self
    range.first = first.adding(days: days)
    range.last = last.adding(days: days)
    return range
  }
}
