public import Dates

/// A recurrence rule of RFC 5545 (section 3.3.10) with a frequency of a day or longer.
///
/// Where the RFC leaves room, the choice is made here and nowhere else:
/// - DTSTART is an occurrence only when it matches the rule; events add it themselves.
/// - `COUNT` counts matches of the rule; `UNTIL` is inclusive.
/// - `YEARLY` with `BYMONTHDAY` and without `BYMONTH` means every month.
/// - `BYWEEKNO` without `BYDAY` means all seven days. A day has the number of the week that it
///   lies in, so that 2022-01-02 is in week 52, not 53; the period stays the calendar year, also
///   for `INTERVAL` and `BYSETPOS`.
/// - `BYSETPOS` chooses from the whole period, also from days before DTSTART.
/// - An ordinal in `BYDAY` counts in the month with `MONTHLY` or `BYMONTH`, else in the year.
/// - A date that does not exist (29 February 2023, 31 April) is left out, never moved.
public struct RecurrenceRule: Hashable, Sendable {
  /// How long a period is.
  public enum Frequency: String, CaseIterable, Hashable, Sendable {
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  /// When the occurrences end.
  public enum End: Hashable, Sendable {
    case never
    /// After this many matches, at least 1.
    case count(Int)
    /// With the last match that is not later.
    case until(RecurrenceUntil)
  }

  /// A member of `BYDAY`: a weekday, or the nth of a month or year.
  public struct Day: Hashable, Sendable {
    /// 1...53 from the start, -1...-53 from the end, nil for every one.
    public var ordinal: Int?
    /// The weekday.
    public var weekday: Weekday
  }

  /// The period.
  public var frequency: Frequency
  /// Every how many periods, at least 1.
  public var interval = 1
  /// When the occurrences end.
  public var end = End.never
  /// `BYMONTH`, 1...12.
  public var months: [Int] = []
  /// `BYWEEKNO`, ±1...53.
  public var weekNumbers: [Int] = []
  /// `BYYEARDAY`, ±1...366.
  public var yearDays: [Int] = []
  /// `BYMONTHDAY`, ±1...31.
  public var monthDays: [Int] = []
  /// `BYDAY`.
  public var days: [Day] = []
  /// `BYHOUR`, 0...23; has no meaning for dates.
  public var hours: [Int] = []
  /// `BYMINUTE`, 0...59; has no meaning for dates.
  public var minutes: [Int] = []
  /// `BYSECOND`, 0...59; has no meaning for dates.
  public var seconds: [Int] = []
  /// `BYSETPOS`, ±1...366.
  public var positions: [Int] = []
  /// `WKST`, the day that weeks start on.
  public var weekStart = Weekday.monday

  /// A rule that repeats every period without end.
  public init(_ frequency: Frequency) {
    self.frequency = frequency
  }

  /// The most occurrences that are ever expanded of one rule.
  public static let occurrenceLimit = 10_000
  /// The most periods that are ever looked at for one rule.
  public static let periodLimit = 100_000
}
