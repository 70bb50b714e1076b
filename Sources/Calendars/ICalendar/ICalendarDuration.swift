/// A `DURATION` value (RFC 5545, section 3.3.6): nominal days, then exact seconds.
struct ICalendarDuration: Hashable {
  /// Calendar days, which on a change of clocks are longer or shorter than 24 hours.
  var days: Int
  /// Seconds after those days.
  var seconds: Int
  var isNegative = false

  /// The value as written, or nil; each number has at most seven digits.
  init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard rest.popFirst().map(upperCasedByte) == UInt8(ascii: "P") else { return nil }
    var unitsLeft = Array("WD".utf8)[...]
    var isTime = false
    var (days, seconds, parts) = (0, 0, 0)
    while let byte = rest.first {
      if upperCasedByte(byte) == UInt8(ascii: "T"), !isTime {
        isTime = true
        unitsLeft = Array("HMS".utf8)[...]
        rest = rest.dropFirst()
        continue
      }
      guard let (number, unit) = ICalendarDuration.take(&rest),
        let position = unitsLeft.firstIndex(of: unit)
      else { return nil }
      unitsLeft = unitsLeft[(position + 1)...]
      parts += 1
      switch unit {
      case UInt8(ascii: "W"): days += number * 7
      case UInt8(ascii: "D"): days += number
      case UInt8(ascii: "H"): seconds += number * 3600
      case UInt8(ascii: "M"): seconds += number * 60
      default: seconds += number
      }
    }
    guard parts > 0 else { return nil }
    self.days = days
    self.seconds = seconds
  }

  /// The days and seconds given.
  init(days: Int, seconds: Int) {
    self.days = days
    self.seconds = seconds
  }

  private static func take(_ rest: inout ArraySlice<UInt8>) -> (Int, UInt8)? {
    let digits = rest.prefix(while: isDigitByte)
    guard (1...7).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    guard let unit = rest.popFirst() else { return nil }
    return (digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, upperCasedByte(unit))
  }
}
