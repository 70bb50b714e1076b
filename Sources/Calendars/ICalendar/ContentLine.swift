/// An unfolded content line of RFC 5545 (section 3.1): name, parameters, value.
struct ContentLine {
  /// The line of the file on which it begins, from 1.
  var number: Int
  /// In upper case.
  var name: String
  /// The first value of each parameter, names in upper case.
  var parameters: [String: String]
  /// As written, without surrounding spaces.
  var value: ArraySlice<UInt8>

  /// The value as text; bytes that are not UTF-8 become U+FFFD.
  var text: String { String(decoding: value, as: UTF8.self) }

  /// Why a line is not a content line.
  enum Fault: Error {
    case noName
    case noColon
    case openQuote
    case badParameter
  }

  /// The upper-case name that the bytes begin with; empty when they begin with none.
  static func name(of bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(64).prefix(while: isNameByte).map(upperCasedByte), as: UTF8.self)
  }

  /// The line whose unfolded bytes are these.
  init(_ bytes: ArraySlice<UInt8>, number: Int) throws(Fault) {
    guard let nameEnd = bytes.firstIndex(where: { !isNameByte($0) }), nameEnd > bytes.startIndex
    else { throw bytes.first.map(isNameByte) == true ? .noColon : .noName }
    self.number = number
    name = String(decoding: bytes[..<nameEnd].map(upperCasedByte), as: UTF8.self)
    var rest = bytes[nameEnd...]
    parameters = [:]
    while rest.first == UInt8(ascii: ";") {
      rest = rest.dropFirst()
      let (key, value) = try ContentLine.takeParameter(&rest)
      if parameters[key] == nil { parameters[key] = value }
    }
    guard rest.first == UInt8(ascii: ":") else {
      throw rest.isEmpty || parameters.isEmpty ? .noColon : .badParameter
    }
    value = trimmed(rest.dropFirst())
  }

  /// Takes `NAME=value(,value)*`; separators inside double quotes are part of the value.
  private static func takeParameter(
    _ rest: inout ArraySlice<UInt8>
  ) throws(Fault) -> (String, String) {
    let key = rest.prefix(while: isNameByte)
    rest = rest.dropFirst(key.count)
    guard !key.isEmpty, rest.first == UInt8(ascii: "=") else { throw .badParameter }
    var first: ArraySlice<UInt8>?
    repeat {
      rest = rest.dropFirst()
      let value = try takeParameterValue(&rest)
      first = first ?? value
    } while rest.first == UInt8(ascii: ",")
    let name = String(decoding: key.map(upperCasedByte), as: UTF8.self)
    return (name, String(decoding: first ?? [], as: UTF8.self))
  }

  private static func takeParameterValue(
    _ rest: inout ArraySlice<UInt8>
  ) throws(Fault) -> ArraySlice<UInt8> {
    if rest.first == UInt8(ascii: "\"") {
      let inner = rest.dropFirst()
      guard let end = inner.firstIndex(of: UInt8(ascii: "\"")) else { throw .openQuote }
      rest = rest[(end + 1)...]
      return inner[..<end]
    }
    let value = rest.prefix {
      $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ",")
    }
    rest = rest.dropFirst(value.count)
    return value
  }
}

/// The bytes without spaces and tabs at either end.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
  guard let first = bytes.firstIndex(where: { !isBlank($0) }),
    let last = bytes.lastIndex(where: { !isBlank($0) })
  else { return [] }
  return bytes[first...last]
}
