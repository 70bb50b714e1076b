/// A time of day on the wall clock, to the minute; 24:00 is the end of the day.
public struct ClockTime: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0...1440.
  public var minutes: Int

  /// The time `minutes` after midnight, or nil outside 0...1440.
  public init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// The time written as `HH:MM`, 00:00 through 24:00, or nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(\.isDigit) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour <= 24, minute < 60
    else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  /// By time of day.
  public static func < (lhs: ClockTime, rhs: ClockTime) -> Bool { lhs.minutes < rhs.minutes }
}

extension ClockTime: CustomStringConvertible {
  /// `HH:MM`.
  public var description: String {
    let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return parts.joined(separator: ":")
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Shape where Value == ClockTime {
  /// A time of day, `HH:MM`.
  public static var clockTime: Shape {
    .scalar(
      "a time like 13:00", pattern: #"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"#, examples: ["13:00"]
    ) { text throws(Malformed) in
      guard let time = ClockTime(text) else {
        throw Malformed("is not a time of day", hint: "write it as HH:MM, 00:00 through 24:00")
      }
      return time
    }
  }
}
