/// Writes one JSON text (RFC 8259) as UTF-8, with commas where they belong and without spaces.
public struct JSONWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty text with room for so many bytes.
  public init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  /// An object whose members the closure writes.
  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  /// An array whose elements the closure writes.
  public mutating func array(_ elements: (inout JSONWriter) -> Void) {
    open("[")
    elements(&self)
    close("]")
  }

  /// The name of the member whose value follows.
  public mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(contentsOf: "\":".utf8)
    needsComma = false
  }

  /// The name of the member whose value follows, escaped.
  public mutating func name(escaping name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string, escaped.
  public mutating func string(_ text: some StringProtocol) {
    separate()
    appendQuoted(text)
    needsComma = true
  }

  /// A whole number.
  public mutating func integer(_ number: some FixedWidthInteger) {
    raw(String(number).utf8)
  }

  /// A whole number, or null.
  public mutating func optional(_ number: (some FixedWidthInteger)?) {
    if let number { integer(number) } else { null() }
  }

  /// A string, or null.
  public mutating func optional(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// A 64-bit identifier as a string, because many JSON readers keep 53 bits of a number.
  public mutating func identifier(_ number: Int64) {
    string(String(number))
  }

  /// A number; the finite ones only, anything else is null.
  public mutating func number(_ number: Double) {
    raw(number.isFinite ? "\(number)".utf8 : "null".utf8)
  }

  /// True or false.
  public mutating func bool(_ value: Bool) {
    raw(value ? "true".utf8 : "false".utf8)
  }

  /// Null.
  public mutating func null() {
    raw("null".utf8)
  }

  /// A value that is JSON text already.
  public mutating func raw(_ json: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// An object that is JSON text but for its closing brace, and further members.
  public mutating func object(
    continuing fragment: some Sequence<UInt8>, _ members: (inout JSONWriter) -> Void
  ) {
    raw(fragment)
    members(&self)
    close("}")
  }

  private mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func appendQuoted(_ text: some StringProtocol) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
