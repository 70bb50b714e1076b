import Foundation

extension Double {
  /// The number with three significant digits and no exponent: `0.0123`, `4.56`, `789`, `12346`.
  var short: String {
    guard isFinite, self != 0 else { return isFinite ? "0" : "?" }
    let digits = Int(log10(abs(self)).rounded(.down)) + 1
    let places = max(0, min(6, 3 - digits))
    let text = String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), self)
    guard text.contains(".") else { return text }
    let end = text.lastIndex { $0 != "0" } ?? text.startIndex
    return String(text[...end].trimmingSuffix("."))
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ suffix: Character) -> Substring {
    last == suffix ? dropLast() : self
  }
}
