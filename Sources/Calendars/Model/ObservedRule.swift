public import Dates

/// Where a holiday goes that falls on a day that is free anyway.
public struct ObservedRule: Hashable, Sendable {
  /// Where the observed day is looked for.
  public enum Use: String, CaseIterable, Hashable, Sendable {
    /// The next day that is no weekend day, no public holiday and not taken.
    case nextFreeWeekday = "next_free_weekday"
    /// The next day that is no public holiday and not taken; may be a weekend day.
    case nextFreeDay = "next_free_day"
    /// The Monday after; nothing when that is a holiday or taken.
    case nextMonday = "next_monday"
    /// The nearest day that is no weekend day, of two the later; nothing when that is a holiday or
    /// taken.
    case nearestWeekday = "nearest_weekday"
    /// The nearest Monday; nothing when that is a holiday or taken.
    case nearestMonday = "nearest_monday"
    /// The day before; nothing when that is a holiday or taken.
    case previousDay = "previous_day"
    /// The last day before that is no weekend day; nothing when that is a holiday or taken.
    case previousWeekday = "previous_weekday"
  }

  /// What happens when the condition holds.
  public enum Action: Hashable, Sendable {
    /// When the actual date has one of these weekdays, or coincides with another public holiday
    /// and `overlap` is set, the holiday is observed where `use` says.
    case use(Use, if: WeekdaySet, overlap: Bool)
    /// The days from the actual to the observed date, by the weekday of the actual date.
    case shift([Weekday: Int])
  }

  /// What happens when.
  public var action: Action
  /// Whether the actual date stays a holiday as well.
  public var keepActual: Bool
  /// The actual dates to which the rule applies.
  public var bounds: DateBounds

  /// A rule that applies during `bounds`.
  public init(_ action: Action, keepActual: Bool = false, bounds: DateBounds = DateBounds()) {
    self.action = action
    self.keepActual = keepActual
    self.bounds = bounds
  }

  /// Whether a holiday that coincides with another one is moved.
  public var movesOnOverlap: Bool {
    if case .use(_, _, let overlap) = action { overlap } else { false }
  }

  /// Whether a holiday on this weekday is moved.
  public func moves(_ weekday: Weekday) -> Bool {
    switch action {
    case .use(_, let weekdays, _): weekdays.contains(weekday)
    case .shift(let days): days[weekday, default: 0] != 0
    }
  }
}

extension ObservedRule: CustomStringConvertible {
  /// `next_free_weekday if sat, sun` or `shift fri -1, sat -2`.
  public var description: String {
    switch action {
    case .use(let use, let weekdays, let overlap):
      let conditions = weekdays.weekdays.map(\.abbreviation) + (overlap ? ["holiday"] : [])
      return "\(use.rawValue) if \(conditions.joined(separator: ", "))"
    case .shift(let days):
      let moves = days.sorted { $0.key < $1.key }.map {
        "\($0.key.abbreviation) \(signed($0.value))"
      }
      return "shift \(moves.joined(separator: ", "))"
    }
  }
}

/// What a holiday says about its observed day.
public enum ObservedChoice: Hashable, Sendable {
  /// It has none.
  case none
  /// By the calendar's rule of this name.
  case named(String)
  /// By rules of its own, of which the first in force applies.
  case rules([ObservedRule])
}
