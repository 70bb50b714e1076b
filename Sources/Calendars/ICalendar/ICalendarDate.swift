public import Dates

/// A `DATE` or `DATE-TIME` value of RFC 5545 (sections 3.3.4 and 3.3.5).
public enum ICalendarDate: Hashable, Sendable {
  /// `20250501`.
  case date(LocalDate)
  /// `20250501T093000`: in the zone that a TZID names, or floating.
  case local(WallTime)
  /// `20250501T093000Z`.
  case utc(WallTime)

  /// The value as written, or nil for anything else: no dashes, and no date that does not exist.
  ///
  /// A leap second (60) is read as the second before it.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(17))
    guard bytes.count >= 8, let year = ICalendarDate.number(bytes[0..<4]),
      let month = ICalendarDate.number(bytes[4..<6]), let day = ICalendarDate.number(bytes[6..<8]),
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    if bytes.count == 8 {
      self = .date(date)
      return
    }
    guard bytes.count == 15 || bytes.count == 16, upperCasedByte(bytes[8]) == UInt8(ascii: "T"),
      let hour = ICalendarDate.number(bytes[9..<11]), hour < 24,
      let minute = ICalendarDate.number(bytes[11..<13]), minute < 60,
      let second = ICalendarDate.number(bytes[13..<15]), second <= 60
    else { return nil }
    let time = WallTime(date: date, second: hour * 3600 + minute * 60 + min(second, 59))
    if bytes.count == 15 {
      self = .local(time)
    } else if upperCasedByte(bytes[15]) == UInt8(ascii: "Z") {
      self = .utc(time)
    } else {
      return nil
    }
  }

  /// The date as written.
  public var date: LocalDate {
    switch self {
    case .date(let date): date
    case .local(let time), .utc(let time): time.date
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard isDigitByte(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
