import Dates

/// Values written in a field, read from its bytes; nil when the bytes say something else.
extension ArraySlice<UInt8> {
  /// A decimal integer with an optional sign.
  var integer: Int64? {
    let digits = first == UInt8(ascii: "-") ? dropFirst() : self
    guard !digits.isEmpty, digits.count <= 19 else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard byte.isDigit else { return nil }
      let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflows) = product.addingReportingOverflow(Int64(byte - .zero))
      guard !productOverflows, !sumOverflows else { return nil }
      value = sum
    }
    return digits.count == count ? value : -value
  }

  /// A date of the form YYYY-MM-DD.
  var date: LocalDate? {
    guard count == 10, self[startIndex + 4] == UInt8(ascii: "-"),
      self[startIndex + 7] == UInt8(ascii: "-"),
      let year = self[startIndex..<startIndex + 4].integer,
      let month = self[startIndex + 5..<startIndex + 7].integer,
      let day = self[startIndex + 8..<endIndex].integer
    else { return nil }
    return LocalDate(year: Int(year), month: Int(month), day: Int(day))
  }

  /// `t`, `true` or `f`, `false`.
  var truth: Bool? {
    if elementsEqual("t".utf8) || elementsEqual("true".utf8) { return true }
    if elementsEqual("f".utf8) || elementsEqual("false".utf8) { return false }
    return nil
  }

  /// A finite decimal number.
  var decimal: Double? {
    guard let number = Double(String(decoding: self, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }
}

extension UInt8 {
  static let zero = UInt8(ascii: "0")

  var isDigit: Bool { self >= .zero && self <= UInt8(ascii: "9") }
}
