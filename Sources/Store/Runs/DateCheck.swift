public import Dates

/// Dates of a city that a run looked at.
public struct DateCheck: Sendable, Hashable {
  /// The dates.
  public var range: DateRange
  /// The city's own date in that run; nil when the dates are due all the same.
  public var today: LocalDate?

  /// A check; see the properties.
  public init(range: DateRange, today: LocalDate?) {
    self.range = range
    self.today = today
  }
}
