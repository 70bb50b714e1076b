public import Calendars

/// The hours of one service day on the wall clock.
///
/// Hours that end at or before they begin, such as 19:00-02:00, end on the next local date and
/// belong to the service day on which they begin: its holiday, rules and prices hold to the end.
public struct ServiceHours: Hashable, Sendable {
  /// When the service day begins, before 24:00.
  public var opens: ClockTime
  /// When it ends; after midnight when not later than `opens`.
  public var closes: ClockTime

  /// The hours from `opens` to `closes`, or nil when they begin at 24:00 or are empty.
  public init?(opens: ClockTime, closes: ClockTime) {
    guard opens.minutes < 1440, opens != closes else { return nil }
    self.opens = opens
    self.closes = closes
  }

  /// The hours written as `HH:MM-HH:MM`, or nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let opens = ClockTime(parts[0]), let closes = ClockTime(parts[1])
    else { return nil }
    self.init(opens: opens, closes: closes)
  }

  /// Whether the hours end on the next local date.
  public var passesMidnight: Bool { closes <= opens }

  /// The part of the hours that a half day leaves: nothing before `from`, nothing after `until`.
  /// Both are times of the date on which the hours begin. Nil when nothing is left.
  func limited(from: ClockTime?, until: ClockTime?) -> ServiceHours? {
    let end = passesMidnight ? closes.minutes + 1440 : closes.minutes
    let first = max(opens.minutes, from?.minutes ?? 0)
    let last = min(end, until?.minutes ?? end)
    guard first < last, let opens = ClockTime(minutes: first),
      let closes = ClockTime(minutes: last > 1440 ? last - 1440 : last)
    else { return nil }
    return ServiceHours(opens: opens, closes: closes)
  }
}

extension ServiceHours: CustomStringConvertible {
  /// `HH:MM-HH:MM`.
  public var description: String { "\(opens)-\(closes)" }
}
