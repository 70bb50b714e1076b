public import Dates

/// The days of the week that are not workdays, as they changed over time.
public struct Weekend: Hashable, Sendable {
  /// The weekend during a span of dates.
  public struct Period: Hashable, Sendable {
    /// The weekend days; may be empty.
    public var days: WeekdaySet
    /// When they hold.
    public var bounds: DateBounds

    /// The weekend `days` during `bounds`.
    public init(days: WeekdaySet, bounds: DateBounds = DateBounds()) {
      self.days = days
      self.bounds = bounds
    }
  }

  /// In file order; of periods that overlap the first holds.
  public var periods: [Period]

  /// The weekend made of these periods.
  public init(periods: [Period]) {
    self.periods = periods
  }

  /// The same weekend at all times.
  public init(_ days: WeekdaySet) {
    self.init(periods: [Period(days: days)])
  }

  /// Saturday and Sunday, for a calendar that says nothing.
  public static let saturdayAndSunday = Weekend(WeekdaySet([.saturday, .sunday]))

  /// The weekend days in force on a date; empty where no period holds.
  public func days(on date: LocalDate) -> WeekdaySet {
    periods.first { $0.bounds.contains(date) }?.days ?? WeekdaySet([])
  }

  /// Whether the date is a weekend day.
  public func contains(_ date: LocalDate) -> Bool {
    days(on: date).contains(date.weekday)
  }
}

extension Weekend: CustomStringConvertible {
  /// The periods as `sat,sun` or `fri,sat ..2021-12-31; sat,sun 2022-01-01..`.
  public var description: String {
    periods.map { period in
      let days = period.days.description
      return period.bounds == DateBounds() ? days : "\(days) \(period.bounds)"
    }.joined(separator: "; ")
  }
}
