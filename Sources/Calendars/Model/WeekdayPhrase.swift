public import Dates

/// A day of the year named by its weekday, in the words people use.
public enum WeekdayPhrase: Hashable, Sendable {
  /// Which of a month's days of one weekday.
  public enum Ordinal: Hashable, Sendable {
    /// The first to the fifth, from 1.
    case nth(Int)
    /// The last.
    case last
  }

  /// How the day lies to a fixed day.
  public enum Relation: String, CaseIterable, Hashable, Sendable {
    case onOrAfter = "on or after"
    case onOrBefore = "on or before"
    case after = "after"
    case before = "before"
  }

  /// Such as `3rd monday of january` or `last friday of august`.
  case ofMonth(Ordinal, Weekday, month: Int)
  /// Such as `saturday on or after 06-20`.
  case near(Weekday, Relation, MonthDay)

  /// The day in a year: nil when the month has no fifth such weekday or the anchor is 29 February.
  ///
  /// A day near an anchor may fall into the year before or after.
  public func date(in year: Int) -> LocalDate? {
    switch self {
    case .ofMonth(let ordinal, let weekday, let month):
      WeekdayPhrase.date(ordinal, weekday, month: month, year: year)
    case .near(let weekday, let relation, let anchor):
      anchor.date(in: year).map { relation.date(weekday, from: $0) }
    }
  }

  private static func date(_ ordinal: Ordinal, _ weekday: Weekday, month: Int, year: Int)
    -> LocalDate?
  {
    let length = LocalDate.lengthOfMonth(month, year: year)
    switch ordinal {
    case .nth(let number):
      guard let first = LocalDate(year: year, month: month, day: 1) else { return nil }
      let date = first.onOrAfter(weekday).adding(days: 7 * (number - 1))
      return first.days(to: date) < length ? date : nil
    case .last:
      return LocalDate(year: year, month: month, day: length)?.onOrBefore(weekday)
    }
  }
}

extension WeekdayPhrase.Relation {
  func date(_ weekday: Weekday, from anchor: LocalDate) -> LocalDate {
    switch self {
    case .onOrAfter: anchor.onOrAfter(weekday)
    case .onOrBefore: anchor.onOrBefore(weekday)
    case .after: anchor.adding(days: 1).onOrAfter(weekday)
    case .before: anchor.adding(days: -1).onOrBefore(weekday)
    }
  }
}

extension LocalDate {
  /// The first date with this weekday that is not earlier.
  func onOrAfter(_ weekday: Weekday) -> LocalDate {
    adding(days: (weekday.rawValue - self.weekday.rawValue + 7) % 7)
  }

  /// The last date with this weekday that is not later.
  func onOrBefore(_ weekday: Weekday) -> LocalDate {
    adding(days: -((self.weekday.rawValue - weekday.rawValue + 7) % 7))
  }
}

extension WeekdayPhrase: CustomStringConvertible {
  /// The phrase as it is written in a calendar.
  public var description: String {
    switch self {
    case .ofMonth(let ordinal, let weekday, let month):
      "\(ordinal) \(weekday.name) of \(WeekdayPhrase.months[month - 1])"
    case .near(let weekday, let relation, let anchor):
      "\(weekday.name) \(relation.rawValue) \(anchor)"
    }
  }

  /// The English names of the months in lower case, January first.
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}

extension WeekdayPhrase.Ordinal: CustomStringConvertible {
  static let words = ["1st", "2nd", "3rd", "4th", "5th"]

  /// `1st` to `5th`, or `last`.
  public var description: String {
    switch self {
    case .nth(let number): WeekdayPhrase.Ordinal.words[number - 1]
    case .last: "last"
    }
  }
}
