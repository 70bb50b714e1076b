public import Dates

/// A holiday as one calendar writes it: what is nil is left to the parents or to the defaults.
public struct HolidayEntry: Sendable {
  /// The id, by which calendars along a chain speak of the same holiday.
  public var id: Placed<String>
  /// What gives the dates.
  public var rule: Placed<HolidayRule>?
  /// Whether part of it could not be read, so that what it lacks is no further error.
  public var isFlawed = false
  /// The places of the dates of a table, in the order of the table.
  public var tablePlaces: [SourceLocation] = []
  /// What people call it.
  public var name: Placed<LocalizedText>?
  /// How many days it lasts, at least 1.
  public var days: Placed<Int>?
  /// The first date of the law.
  public var since: Placed<LocalDate>?
  /// The last date of the law.
  public var until: Placed<LocalDate>?
  /// In which years.
  public var every: Placed<YearCycle>?
  /// The weekdays on which it is a holiday.
  public var onlyOn: Placed<WeekdaySet>?
  /// The weekdays on which it is none.
  public var notOn: Placed<WeekdaySet>?
  /// What becomes of it on a day that is free anyway.
  public var observed: Placed<ObservedChoice>?
  /// Single dates put elsewhere.
  public var moved: [PlacedEntry<LocalDate, LocalDate>] = []
  /// Single dates on which it is none.
  public var cancelled: [Placed<LocalDate>] = []
  /// Single dates on which it is one as well.
  public var added: [Placed<LocalDate>] = []
  /// What kind of day it is.
  public var category: Placed<HolidayCategory>?
  /// When a half day begins for those who work until then.
  public var closesAt: Placed<ClockTime>?
  /// When a half day ends for those who work from then on.
  public var opensAt: Placed<ClockTime>?
  /// How certain its dates are.
  public var status: Placed<HolidayStatus>?
  /// Whether the place stays open although the holiday stays on the list.
  public var open: Placed<Bool>?
  /// Whether the holiday is taken off the list.
  public var remove: Placed<Bool>?

  /// An entry that says nothing yet.
  public init(id: Placed<String>) {
    self.id = id
  }
}
