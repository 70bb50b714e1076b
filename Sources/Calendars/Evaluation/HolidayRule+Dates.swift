import Dates

extension HolidayRule {
  /// The dates that the rule alone gives in a range, ascending; none for rules that need the other
  /// holidays of a calendar.
  func dates(in range: DateRange) -> [LocalDate] {
    switch self {
    case .date(let day): HolidayRule.yearly(range) { day.date(in: $0) }
    case .weekday(let phrase): HolidayRule.yearly(range) { phrase.date(in: $0) }
    case .easter(let days):
      HolidayRule.yearly(range) { Easter.western($0)?.adding(days: days) }
    case .orthodoxEaster(let days):
      HolidayRule.yearly(range) { Easter.orthodox($0)?.adding(days: days) }
    case .dates(let table): Set(table.lazy.map(\.on).filter(range.contains)).sorted()
    case .recurrence(let recurrence):
      recurrence.rule.occurrences(starting: recurrence.starts, in: range).dates
    case .offset, .between: []
    }
  }

  /// The dates of the years round the range, of which those count that lie in it.
  private static func yearly(_ range: DateRange, _ date: (Int) -> LocalDate?) -> [LocalDate] {
    (range.first.year - 2...range.last.year + 2).compactMap(date).filter(range.contains)
  }
}
