public import Calendars

extension JSON {
  /// The value of one JSON text (RFC 8259); throws with the offset of the first byte that is none.
  ///
  /// A number that a 64-bit integer holds and that is written without fraction and exponent is an
  /// integer, any other a decimal.
  public init(reading bytes: [UInt8]) throws(JSONFault) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }
}

/// A text that is not JSON.
public struct JSONFault: Error, Sendable, Hashable {
  /// The offset of the byte at which it goes wrong.
  public var offset: Int
}

/// Reads JSON byte by byte.
private struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var fault: JSONFault { JSONFault(offset: at) }
  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func document() throws(JSONFault) -> JSON {
    let value = try value()
    skipSpace()
    guard byte == nil else { throw fault }
    return value
  }

  private mutating func value() throws(JSONFault) -> JSON {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONFault) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONFault) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONFault) -> JSON
  ) throws(JSONFault) -> JSON {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 64 else { throw fault }
    at += 1
    return try body(&self)
  }

  private mutating func object() throws(JSONFault) -> JSON {
    var members: [(String, JSON)] = []
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      let name = try string()
      guard take(":") else { throw fault }
      members.append((name, try value()))
    } while take(",")
    guard take("}") else { throw fault }
    return .object(members)
  }

  private mutating func array() throws(JSONFault) -> JSON {
    var values: [JSON] = []
    if take("]") { return .array([]) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw fault }
    return .array(values)
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
    let end = at + word.utf8CodeUnitCount
    let written = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[at..<end].elementsEqual(written) else { throw fault }
    at = end
    return value
  }

  private mutating func number() throws(JSONFault) -> JSON {
    let start = at
    while let byte, "+-.0123456789Ee".utf8.contains(byte) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      at = start
      throw fault
    }
    return .decimal(number)
  }

  private mutating func string() throws(JSONFault) -> String {
    guard byte == UInt8(ascii: "\"") else { throw fault }
    at += 1
    let start = at
    while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 { at += 1 }
    var text = Array(bytes[start..<at])
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 32 else { throw fault }
      at += 1
      if byte == UInt8(ascii: "\\") { try escape(&text) } else { text.append(byte) }
    }
    guard byte != nil, let string = String(validating: text, as: UTF8.self) else { throw fault }
    at += 1
    return string
  }

  private mutating func escape(_ text: inout [UInt8]) throws(JSONFault) {
    guard let byte else { throw fault }
    at += 1
    switch byte {
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "u"):
      var units = [try hexadecimal()]
      // A surrogate is half of a character; the other half follows in an escape of its own.
      if UTF16.isLeadSurrogate(units[0]), take("\\", spaced: false), take("u", spaced: false) {
        units.append(try hexadecimal())
      }
      text += Array(String(decoding: units, as: UTF16.self).utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    default: throw fault
    }
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt16 {
    guard at + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw fault }
    at += 4
    return unit
  }

  /// Steps over the sign if it comes next.
  private mutating func take(_ sign: Unicode.Scalar, spaced: Bool = true) -> Bool {
    if spaced { skipSpace() }
    guard byte == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte, byte == 32 || byte == 10 || byte == 13 || byte == 9 { at += 1 }
  }
}
