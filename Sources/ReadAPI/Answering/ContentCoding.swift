/// In which form the bytes of a body travel (RFC 9110 section 8.4.1).
enum ContentCoding: String, Sendable {
  case identity
  case gzip

  /// The best coding that an `Accept-Encoding` header accepts (RFC 9110 section 12.5.3).
  ///
  /// gzip only when the client names it, or everything by `*`, and does not prefer the plain bytes.
  /// What cannot be read asks for nothing.
  init(accepted header: String?) {
    var named: [Substring: Int] = [:]
    for member in (header ?? "").split(separator: ",").prefix(32) {
      let parts = member.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      let name = ContentCoding.trimmed(parts[0]).lowercased()[...]
      let weight = parts.count > 1 ? ContentCoding.weight(ContentCoding.trimmed(parts[1])) : 1000
      if let weight { named[name] = weight }
    }
    let gzip = named["gzip"] ?? named["x-gzip"] ?? named["*"] ?? 0
    self = gzip > 0 && gzip >= named["identity"] ?? 0 ? .gzip : .identity
  }

  /// A weight `q=0.5` in thousandths, or nil when it is none.
  private static func weight(_ text: Substring) -> Int? {
    guard text.hasPrefix("q=") || text.hasPrefix("Q=") else { return nil }
    let number = text.dropFirst(2)
    let digits = number.dropFirst(2)
    guard let whole = number.first, whole == "0" || whole == "1", digits.utf8.count <= 3,
      number.count == 1 || number.dropFirst().first == ".", let part = digits.thousandths
    else { return nil }
    let weight = (whole == "1" ? 1000 : 0) + part
    return weight <= 1000 ? weight : nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    text.drop { $0 == " " || $0 == "\t" }
      .split(whereSeparator: { $0 == " " || $0 == "\t" }).first ?? ""
  }
}

extension Substring {
  /// Up to three digits after a decimal point, as thousandths.
  fileprivate var thousandths: Int? {
    guard !isEmpty else { return 0 }
    guard utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(self + String(repeating: "0", count: 3 - count))
  }
}
