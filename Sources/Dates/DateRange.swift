/// A range of local dates with both ends included, as in `2026-12-20..2027-01-05`.
public struct DateRange: Hashable, Sendable, Codable {
  /// The first date.
  public var first: LocalDate
  /// The last date, never before `first`.
  public var last: LocalDate

  /// The range from `first` through `last`, or nil when `last` is earlier.
  public init?(first: LocalDate, last: LocalDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// The range of `days` dates that starts on `first`; `days` is at least 1.
  public init(first: LocalDate, days: Int) {
    precondition(days >= 1, "a date range has at least one date")
    self.first = first
    self.last = first.adding(days: days - 1)
  }

  /// The fewest ranges that hold these dates, which ascend, and no others.
  public static func runs(of dates: some Sequence<LocalDate>) -> [DateRange] {
    dates.reduce(into: []) { runs, date in
      if let last = runs.last?.last, last.days(to: date) == 1 {
        runs[runs.count - 1].last = date
      } else {
        runs.append(DateRange(first: date, days: 1))
      }
    }
  }

  /// The number of dates.
  public var count: Int { first.days(to: last) + 1 }

  /// The dates in order.
  public var dates: ClosedRange<LocalDate> { first...last }

  /// Whether the date lies in the range.
  public func contains(_ date: LocalDate) -> Bool { date >= first && date <= last }
}

extension DateRange: CustomStringConvertible {
  /// `YYYY-MM-DD..YYYY-MM-DD`.
  public var description: String { "\(first)..\(last)" }
}
