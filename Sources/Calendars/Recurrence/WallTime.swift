public import Dates

/// A local date with a time of day, without a zone.
public struct WallTime: Hashable, Comparable, Sendable {
  /// The date.
  public var date: LocalDate
  /// Seconds since midnight as clocks show it, 0..<86,400.
  public var second: Int

  /// The time `second` seconds after a clock showed midnight on `date`.
  public init(date: LocalDate, second: Int) {
    self.date = date
    self.second = second
  }

  /// By date, then by time of day.
  public static func < (lhs: WallTime, rhs: WallTime) -> Bool {
    (lhs.date, lhs.second) < (rhs.date, rhs.second)
  }
}
