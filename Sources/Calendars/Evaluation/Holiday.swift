public import Dates

/// One holiday on one date, with what made it so.
public struct Holiday: Hashable, Sendable {
  /// The local date.
  public var date: LocalDate
  /// The id, stable over names and years.
  public var holidayID: String
  /// What people call it, in the calendar's default language; the id when it has no name.
  public var name: String
  /// The names in all languages; nil when it has none.
  public var names: LocalizedText?
  /// What kind of day it is.
  public var category: HolidayCategory
  /// Whether the date stands in for the actual one.
  public var observed: Bool
  /// The actual date; `date` itself unless the row is an observed day.
  public var actualDate: LocalDate
  /// How certain the date is.
  public var status: HolidayStatus
  /// Whether a calendar of the chain keeps the place open on this holiday (`open: true`).
  public var open: Bool
  /// Whether a place without a policy of its own is closed the whole day: not kept open, not a
  /// half day, and of a category that closes.
  public var closes: Bool
  /// When the place opens after a half day; nil when the day starts as usual.
  public var opensAt: ClockTime?
  /// When the place closes for a half day; nil when the day ends as usual.
  public var closesAt: ClockTime?
  /// The calendar that gives the date.
  public var calendarID: String
  /// The rule in the words of the calendar, such as `easter -2`.
  public var rule: String
  /// What moved the date away from the rule, such as `substitute: next_monday if sun (+1)`; nil
  /// when nothing did.
  public var shift: String?
  /// Where the rule is written; the line of the date for a table.
  public var origin: SourceLocation
}

extension Holiday: Comparable {
  /// By date, category and id.
  public static func < (lhs: Holiday, rhs: Holiday) -> Bool {
    (lhs.date, lhs.category, lhs.holidayID) < (rhs.date, rhs.category, rhs.holidayID)
  }
}
