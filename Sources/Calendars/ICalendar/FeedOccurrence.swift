public import Dates

/// One occurrence of an event of an .ics feed, seen from a city.
public struct FeedOccurrence: Hashable, Sendable {
  /// The part of a local date that a timed occurrence takes, by the city's wall clock.
  public struct Part: Hashable, Sendable {
    /// The city's local date.
    public var date: LocalDate
    /// When it begins, rounded down to the minute.
    public var start: ClockTime
    /// When it ends, rounded up to the minute, exclusive; equal to `start` for a moment.
    public var end: ClockTime

    /// Whether the whole date is taken.
    public var isWholeDay: Bool { start.minutes == 0 && end.minutes == 1440 }
  }

  /// The UID of the event, or one made from its content.
  public var uid: String
  /// The name, without controls.
  public var summary: String
  /// CATEGORIES in order.
  public var categories: [String]
  /// Whether STATUS is TENTATIVE: the date is an estimate.
  public var isTentative: Bool
  /// The city's local dates that it touches.
  public var dates: DateRange
  /// Those of its dates that lie in the window.
  public var datesInWindow: DateRange
  /// Whether it takes all its dates whole.
  public var isAllDay: Bool
  /// For each date of the window that a timed occurrence touches, the part it takes; empty for
  /// occurrences of whole days.
  public var parts: [Part]
  /// The line of the file on which its event begins.
  public var line: Int
}

extension FeedOccurrence: Comparable {
  /// By first date, last date, UID, then name and line.
  public static func < (lhs: FeedOccurrence, rhs: FeedOccurrence) -> Bool {
    if lhs.dates.first != rhs.dates.first { return lhs.dates.first < rhs.dates.first }
    if lhs.dates.last != rhs.dates.last { return lhs.dates.last < rhs.dates.last }
    return (lhs.uid, lhs.summary, lhs.line) < (rhs.uid, rhs.summary, rhs.line)
  }
}
