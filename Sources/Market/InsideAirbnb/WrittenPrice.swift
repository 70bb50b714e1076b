/// An amount as Inside Airbnb writes it: `$1,250.00` whatever the currency.
enum WrittenPrice: Equatable {
  /// Nothing is written, or an amount of zero, which stands for "not known" in these files.
  case unknown(isZero: Bool)
  /// An amount in minor units.
  case minor(Int64)
  /// Something that is not an amount, is negative, or is finer than the currency's minor unit.
  case invalid

  /// Reads an amount for a currency with so many minor digits.
  ///
  /// A sign or letters of a currency before the number and commas between its digits are passed
  /// over; `.` separates the fraction.
  init(_ field: ArraySlice<UInt8>, exponent: Int) {
    guard !field.isEmpty else {
      self = .unknown(isZero: false)
      return
    }
    let number = field.drop { !$0.isDigit && $0 != .minus && $0 != .point }
    let halves = number.split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    let whole = halves.first?.filter { $0 != .comma } ?? []
    let fraction = Array(halves.dropFirst().joined())
    let missing = max(0, exponent - fraction.count)
    let digits = whole + fraction.prefix(exponent) + [UInt8](repeating: .zero, count: missing)
    guard !(whole + fraction).isEmpty, (whole + fraction).allSatisfy(\.isDigit),
      fraction.dropFirst(exponent).allSatisfy({ $0 == .zero }), let minor = digits[...].integer
    else {
      self = .invalid
      return
    }
    self = minor == 0 ? .unknown(isZero: true) : .minor(minor)
  }
}

extension UInt8 {
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
}
