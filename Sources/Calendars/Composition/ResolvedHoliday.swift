public import Dates

/// A holiday after all calendars of a chain have spoken.
public struct ResolvedHoliday: Sendable {
  /// The id.
  public var id: String
  /// The calendar that gives the dates.
  public var calendarID: String
  /// What people call it; nil when no calendar says.
  public var name: LocalizedText?
  /// What gives the dates.
  public var rule: HolidayRule
  /// How many days it lasts, at least 1.
  public var days: Int
  /// When the law is in force.
  public var bounds: DateBounds
  /// In which years; nil for all.
  public var every: YearCycle?
  /// The weekdays on which it is a holiday.
  public var weekdays: WeekdaySet
  /// The observed rules, of which the first in force applies; empty when there is none.
  public var observed: [ObservedRule]
  /// The name of the observed rules; nil when they have none.
  public var observedName: String?
  /// The facts of each calendar that has some, parents first.
  public var facts: [HolidayFacts]
  /// What kind of day it is.
  public var category: HolidayCategory
  /// When it ends for those who work from then on.
  public var opensAt: ClockTime?
  /// When it begins for those who work until then.
  public var closesAt: ClockTime?
  /// How certain its dates are; nil to go by `coverage`.
  public var status: HolidayStatus?
  /// What the authority has published; nil when that is not limited.
  public var coverage: DateBounds?
  /// Whether the place stays open.
  public var open: Bool
  /// Whether it is off the list, and only other holidays are counted from it.
  public var isRemoved: Bool
  /// Where the rule is written.
  public var origin: SourceLocation
  /// Where each date of a table is written; empty for other rules.
  public var tableOrigins: [LocalDate: SourceLocation]
  /// The status of each date of a table that has one of its own; empty for other rules.
  public var tableStatuses: [LocalDate: HolidayStatus]
}
