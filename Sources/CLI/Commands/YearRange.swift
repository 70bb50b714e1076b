import ArgumentParser
import Dates

/// Years as an argument: `2026`, or `2026..2028` with both ends included.
struct YearRange: ExpressibleByArgument {
  /// The years.
  let years: ClosedRange<Int>

  init(_ years: ClosedRange<Int>) {
    self.years = years
  }

  init?(argument: String) {
    let ends = argument.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
      (1...9998).contains(first), (first...min(first + 400, 9999)).contains(last)
    else { return nil }
    years = first...last
  }

  /// From the first day of the first year through the last day of the last.
  var dates: DateRange {
    let first = LocalDate(year: years.lowerBound, month: 1, day: 1) ?? LocalDate(dayNumber: 0)
    let end = LocalDate(year: years.upperBound, month: 12, day: 31) ?? first
    return DateRange(first: first, days: first.days(to: end) + 1)
  }

  /// A date in the middle of the years.
  var middle: LocalDate { dates.first.adding(days: dates.count / 2) }
}
