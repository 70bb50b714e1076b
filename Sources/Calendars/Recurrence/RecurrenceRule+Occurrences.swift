public import Dates

extension RecurrenceRule {
  /// What a rule yields in a window.
  public struct Expansion: Hashable, Sendable {
    /// The occurrences in order, each once.
    public var dates: [LocalDate]
    /// Whether `occurrenceLimit` or `periodLimit` cut the list short.
    public var reachedLimit: Bool
  }

  /// The dates on which the rule falls, from `start` on; only those in `window` when it is given.
  ///
  /// `start` itself is one of them only when it matches. `BYHOUR` and its like are ignored.
  public func occurrences(
    starting start: LocalDate, in window: DateRange? = nil, limit: Int = occurrenceLimit
  ) -> Expansion {
    var rule = self
    rule.hours = []
    rule.minutes = []
    rule.seconds = []
    if case .until(let until) = rule.end { rule.end = .until(.date(until.date)) }
    var sequence = RecurrenceSequence(
      rule, start: WallTime(date: start, second: 0), first: window?.first, last: window?.last)
    var dates: [LocalDate] = []
    while dates.count < limit, let next = sequence.next() { dates.append(next.date) }
    return Expansion(dates: dates, reachedLimit: sequence.reachedLimit)
  }

  /// Warnings that depend on the first date.
  public func warnings(starting start: LocalDate) -> [RecurrenceWarning] {
    let (_, month, day) = start.components
    let implied = months.isEmpty && monthDays.isEmpty && days.isEmpty && yearDays.isEmpty
    guard frequency == .yearly, implied, weekNumbers.isEmpty, month == 2, day == 29,
      interval % 4 != 0
    else { return [] }
    return [.leapDayStart]
  }
}
