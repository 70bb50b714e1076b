public import Dates

/// What gives a holiday its dates.
public enum HolidayRule: Hashable, Sendable {
  /// The same day each year; 29 February only in leap years.
  case date(MonthDay)
  /// A weekday of each year.
  case weekday(WeekdayPhrase)
  /// Days from the western Easter Sunday.
  case easter(Int)
  /// Days from the Easter Sunday of the eastern churches, as a Gregorian date.
  case orthodoxEaster(Int)
  /// A table.
  case dates([TableDate])
  /// RFC 5545.
  case recurrence(Recurrence)
  /// Days from each first day of another holiday of the calendar, wherever that was moved.
  case offset(from: String, days: Int)
  /// A day between two actual holidays of this category that is none itself.
  case between(HolidayCategory)

  /// The key by which the rule is written in a calendar.
  public var key: String {
    switch self {
    case .date: "date"
    case .weekday: "weekday"
    case .easter: "easter"
    case .orthodoxEaster: "orthodox_easter"
    case .dates: "dates"
    case .recurrence: "rrule"
    case .offset: "offset_from"
    case .between: "between"
    }
  }
}

/// One date of a table.
public struct TableDate: Hashable, Sendable {
  /// The date.
  public var on: LocalDate
  /// Its own status; nil for that of the holiday.
  public var status: HolidayStatus?

  /// The date `on`.
  public init(on: LocalDate, status: HolidayStatus? = nil) {
    self.on = on
    self.status = status
  }
}

extension HolidayRule: CustomStringConvertible {
  /// The rule as it is written in a calendar, a table as `dates`.
  public var description: String {
    switch self {
    case .date(let day): "date \(day)"
    case .weekday(let phrase): "weekday \(phrase)"
    case .easter(let days): "easter \(signed(days))"
    case .orthodoxEaster(let days): "orthodox_easter \(signed(days))"
    case .dates: "dates"
    case .recurrence(let recurrence): "rrule \(recurrence.text) from \(recurrence.starts)"
    case .offset(let holiday, let days): "offset_from \(holiday) \(signed(days))"
    case .between(let category): "between \(category.rawValue)"
    }
  }
}

/// The number with its sign, zero without one.
func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
