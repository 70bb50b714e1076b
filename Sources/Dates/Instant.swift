public import Foundation

/// A point in time: microseconds since 1970-01-01T00:00:00Z, the resolution of PostgreSQL's
/// `timestamptz`.
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since the Unix epoch; negative before.
  public var microseconds: Int64

  /// The instant `microseconds` after the Unix epoch.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The present, from the system clock.
  public static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Whether the left instant is earlier.
  public static func < (lhs: Instant, rhs: Instant) -> Bool {
    lhs.microseconds < rhs.microseconds
  }

  /// The instant `seconds` later, or earlier when negative.
  public func adding(seconds: Double) -> Instant {
    Instant(microseconds: microseconds + Int64((seconds * 1_000_000).rounded()))
  }

  /// Seconds from this instant to `other`; negative when `other` is earlier.
  public func seconds(to other: Instant) -> Double {
    Double(other.microseconds - microseconds) / 1_000_000
  }

  /// The local date of this instant in `zone`, by the zone's offset at the instant.
  public func localDate(in zone: TimeZone) -> LocalDate {
    let date = Date(timeIntervalSince1970: (Double(microseconds) / 1_000_000).rounded(.down))
    let offset = Int64(zone.secondsFromGMT(for: date))
    let seconds = Instant.floorDivide(microseconds, 1_000_000) + offset
    return LocalDate(dayNumber: Int32(Instant.floorDivide(seconds, 86_400)))
  }

  static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}

extension Instant: CustomStringConvertible {
  /// The instant in UTC as RFC 3339 `date-time`, with microseconds only where there are some.
  public var description: String {
    let second = Instant.floorDivide(microseconds, 1_000_000)
    let fraction = Int(microseconds - second * 1_000_000)
    let day = Instant.floorDivide(second, 86_400)
    let time = Int(second - day * 86_400)
    let clock = [time / 3600, time / 60 % 60, time % 60].map { padded($0, to: 2) }
    let suffix = fraction == 0 ? "" : ".\(padded(fraction, to: 6))"
    return "\(LocalDate(dayNumber: Int32(day)))T\(clock.joined(separator: ":"))\(suffix)Z"
  }
}

extension Instant: Codable {
  /// The instant from a string in RFC 3339 form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not an RFC 3339 instant")
    }
    self = instant
  }

  /// Encodes the instant as a string in RFC 3339 form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Instant {
  /// The instant written as RFC 3339 `date-time` (`2026-03-01T05:00:00.25+01:00`), or nil.
  ///
  /// Digits of a second beyond the sixth are dropped; a leap second reads as the next second.
  public init?(rfc3339 text: some StringProtocol) {
    var rest = Substring(text)
    guard rest.utf8.count >= 20, let date = LocalDate(rest.prefix(10)) else { return nil }
    rest = rest.dropFirst(10)
    guard let separator = rest.popFirst(), separator == "T" || separator == "t" else { return nil }
    guard let hour = Instant.takeNumber(&rest, 0...23), rest.popFirst() == ":",
      let minute = Instant.takeNumber(&rest, 0...59), rest.popFirst() == ":",
      let second = Instant.takeNumber(&rest, 0...60),
      let fraction = Instant.takeFraction(&rest), let offset = Instant.takeOffset(&rest),
      rest.isEmpty
    else { return nil }
    let local = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    self.init(microseconds: (local - Int64(offset)) * 1_000_000 + Int64(fraction))
  }

  private static func takeNumber(_ rest: inout Substring, _ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(2)
    guard digits.utf8.count == 2, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(digits), range.contains(number)
    else { return nil }
    rest = rest.dropFirst(2)
    return number
  }

  private static func takeFraction(_ rest: inout Substring) -> Int? {
    guard rest.first == "." else { return 0 }
    rest = rest.dropFirst()
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    let six = String((digits + "000000").prefix(6))
    return Int(six)
  }

  private static func takeOffset(_ rest: inout Substring) -> Int? {
    guard let sign = rest.popFirst() else { return nil }
    if sign == "Z" || sign == "z" { return 0 }
    guard sign == "+" || sign == "-", let hours = takeNumber(&rest, 0...23),
      rest.popFirst() == ":", let minutes = takeNumber(&rest, 0...59)
    else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
  }
}
