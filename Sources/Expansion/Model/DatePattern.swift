public import Calendars
public import Dates

/// Dates that a rule names: a range once, or a span of days that returns each year.
public enum DatePattern: Hashable, Sendable {
  /// These dates.
  case once(DateRange)
  /// From one day of the year through another, both included, each year; a span whose end lies
  /// before its start passes the year's end. 29 February falls on 28 in ordinary years.
  case yearly(from: MonthDay, through: MonthDay)

  /// The parts of the pattern that lie in `range`, in order, without overlaps.
  func runs(in range: DateRange) -> [DateRange] {
    switch self {
    case .once(let dates):
      return [dates].compactMap { $0.clipped(to: range) }
    case .yearly(let from, let through):
      return (range.first.year - 1...range.last.year).compactMap { year in
        let first = from.date(notAfterFebruaryOf: year)
        let last = through.date(notAfterFebruaryOf: through < from ? year + 1 : year)
        return DateRange(first: first, last: last)?.clipped(to: range)
      }
    }
  }
}

extension DatePattern: CustomStringConvertible {
  /// The pattern as job files write it.
  public var description: String {
    switch self {
    case .once(let range) where range.first == range.last: "\(range.first)"
    case .once(let range): "\(range)"
    case .yearly(let from, let through) where from == through: "\(from)"
    case .yearly(let from, let through): "\(from)..\(through)"
    }
  }
}

extension DateRange {
  /// The part of the range that lies in `other`; nil when there is none.
  func clipped(to other: DateRange) -> DateRange? {
    DateRange(first: max(first, other.first), last: min(last, other.last))
  }
}

extension MonthDay {
  /// The day in a year; 28 February stands in for a 29th that the year does not have.
  fileprivate func date(notAfterFebruaryOf year: Int) -> LocalDate {
    let length = LocalDate.lengthOfMonth(month, year: year)
    return LocalDate(year: min(max(year, 1), 9999), month: month, day: min(day, length))
      ?? LocalDate(dayNumber: 0)
  }
}

extension Shape where Value == DatePattern {
  /// `2026-12-24`, `2026-12-20..2027-01-05`, `12-24`, or `11-15..02-28`.
  static var datePattern: Shape {
    let end = #"(\d{4}-)?\d{2}-\d{2}"#
    return .scalar(
      "a date or range like 2026-12-20..2027-01-05, or each year 12-20..01-05",
      pattern: "^\(end)(\\.\\.\(end))?$", examples: ["2026-12-20..2027-01-05", "12-20..01-05"]
    ) { text throws(Malformed) in try DatePattern(reading: text) }
  }
}

extension DatePattern {
  init(reading text: String) throws(Malformed) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard let first = ends.first, let last = ends.last, ends.count <= 2 else {
      throw Malformed("is not a range", hint: "write FIRST..LAST")
    }
    guard ends.allSatisfy({ $0.utf8.count == 5 }) else {
      let range = DateRange(
        first: try LocalDate(reading: first), last: try LocalDate(reading: last))
      guard let range else {
        throw Malformed("ends before it starts", hint: "write \(last)..\(first)", code: .emptyRange)
      }
      self = .once(range)
      return
    }
    self = .yearly(from: try MonthDay(reading: first), through: try MonthDay(reading: last))
  }
}

extension MonthDay {
  fileprivate init(reading text: String) throws(Malformed) {
    guard let day = MonthDay(text) else {
      throw Malformed(
        "names a day that no year has: '\(text)'", hint: "write the month, then the day: MM-DD",
        code: .impossibleDate)
    }
    self = day
  }
}
