/// The amenities of a listing in either syntax of the files: `{TV,"Wireless Internet"}` until
/// about 2020, JSON such as `["TV", "Caf\u00e9"]` since.
enum WrittenAmenities {
  /// The names in order, or nil when the text is neither.
  static func names(_ field: ArraySlice<UInt8>) -> [String]? {
    switch (field.first, field.last) {
    case (nil, _): []
    case (UInt8(ascii: "{"), UInt8(ascii: "}")) where field.count > 1:
      setNames(field.dropFirst().dropLast())
    case (UInt8(ascii: "["), UInt8(ascii: "]")) where field.count > 1:
      arrayNames(field.dropFirst().dropLast())
    default: nil
    }
  }

  private static func setNames(_ body: ArraySlice<UInt8>) -> [String]? {
    var names: [String] = []
    var rest = body
    while let first = rest.first {
      if first == .quote {
        guard let name = quoted(&rest) else { return nil }
        names.append(name)
      } else {
        let name = rest.prefix { $0 != .comma }
        names.append(String(decoding: name, as: UTF8.self))
        rest = rest.dropFirst(name.count)
      }
      guard rest.isEmpty || rest.popFirst() == .comma else { return nil }
    }
    return names.filter { !$0.isEmpty }
  }

  private static func arrayNames(_ body: ArraySlice<UInt8>) -> [String]? {
    var names: [String] = []
    var rest = body.drop { $0 == .space }
    while !rest.isEmpty {
      guard let name = quoted(&rest) else { return nil }
      names.append(name)
      rest = rest.drop { $0 == .space }
      guard rest.isEmpty || rest.popFirst() == .comma else { return nil }
      rest = rest.drop { $0 == .space }
    }
    return names.filter { !$0.isEmpty }
  }

  /// Takes a quoted string with JSON's escapes off the front.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.popFirst() == .quote else { return nil }
    var text = ""
    var units: [UInt16] = []
    while true {
      let plain = rest.prefix { $0 != .quote && $0 != .backslash }
      rest = rest.dropFirst(plain.count)
      if !units.isEmpty, !plain.isEmpty || rest.first != .backslash {
        text += String(decoding: units, as: UTF16.self)
        units.removeAll()
      }
      text += String(decoding: plain, as: UTF8.self)
      guard let end = rest.popFirst() else { return nil }
      if end == .quote { return text }
      // Escapes are UTF-16: two of them in a row may be one character.
      guard let unit = escaped(&rest) else { return nil }
      units.append(unit)
    }
  }

  private static func escaped(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
    switch rest.popFirst() {
    case UInt8(ascii: "u"):
      let digits = rest.prefix(4)
      guard digits.count == 4, digits.allSatisfy({ $0.isHexDigit }) else { return nil }
      rest = rest.dropFirst(4)
      return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case let byte? where byte == .quote || byte == .backslash || byte == UInt8(ascii: "/"):
      return UInt16(byte)
    default: return nil
    }
  }
}

extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let backslash = UInt8(ascii: "\\")

  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
}
