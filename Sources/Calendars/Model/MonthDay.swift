public import Dates

/// A day of the year without a year, written `MM-DD`.
public struct MonthDay: Hashable, Comparable, Sendable {
  /// The month, 1...12.
  public var month: Int
  /// The day of the month, 1...31.
  public var day: Int

  /// The day, or nil when no year has it (02-30).
  public init?(month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1,
      day <= LocalDate.lengthOfMonth(month, year: MonthDay.leapYear)
    else { return nil }
    self.month = month
    self.day = day
  }

  /// The day written as `MM-DD`, or nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let (month, day) = MonthDay.numbers(text) else { return nil }
    self.init(month: month, day: day)
  }

  /// Whether the text has the form `MM-DD`, whatever the numbers.
  public static func hasForm(_ text: some StringProtocol) -> Bool { numbers(text) != nil }

  /// Whether only leap years have it.
  public var isLeapDay: Bool { month == 2 && day == 29 }

  /// The date in a year; nil for 29 February of an ordinary year.
  public func date(in year: Int) -> LocalDate? {
    LocalDate(year: year, month: month, day: day)
  }

  /// By the order of the year.
  public static func < (lhs: MonthDay, rhs: MonthDay) -> Bool {
    (lhs.month, lhs.day) < (rhs.month, rhs.day)
  }

  private static let leapYear = 2000

  private static func numbers(_ text: some StringProtocol) -> (month: Int, day: Int)? {
    let bytes = Array(text.utf8)
    let digits = [0, 1, 3, 4]
    guard bytes.count == 5, bytes[2] == UInt8(ascii: "-"),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[$0]) })
    else { return nil }
    let values = digits.map { Int(bytes[$0] - UInt8(ascii: "0")) }
    return (values[0] * 10 + values[1], values[2] * 10 + values[3])
  }
}

extension MonthDay: CustomStringConvertible {
  /// `MM-DD`.
  public var description: String {
    [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
  }
}
