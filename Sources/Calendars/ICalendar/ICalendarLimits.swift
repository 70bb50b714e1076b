/// How much of an .ics file is read and expanded before it is refused.
public struct ICalendarLimits: Hashable, Sendable {
  /// Bytes of a file.
  public var fileBytes = 10 * 1024 * 1024
  /// Bytes of a content line after unfolding.
  public var lineBytes = 64 * 1024
  /// Components inside one another.
  public var depth = 8
  /// VEVENT components of a file.
  public var events = 20_000
  /// VTIMEZONE components of a file.
  public var zones = 64
  /// Occurrences of one event.
  public var occurrencesOfEvent = RecurrenceRule.occurrenceLimit
  /// Values of RDATE and EXDATE in a file.
  public var listedDates = 200_000
  /// Occurrences of a file in one window.
  public var occurrences = 100_000
  /// Days that the recurrence rules of a file look at in one window.
  public var days = 20_000_000
  /// Days of a window: five years.
  public var windowDays = 1827
  /// Findings that are kept of one file.
  public var findings = 1000

  /// The limits that hold for feeds.
  public static let standard = ICalendarLimits()

  /// The standard limits with no bound on the window, for looking at one file by hand.
  public static let unboundedWindow: ICalendarLimits = {
    var limits = ICalendarLimits()
    limits.windowDays = .max
    return limits
  }()

  private init() {}
}
