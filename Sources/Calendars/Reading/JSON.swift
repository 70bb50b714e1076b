/// A JSON value whose objects keep the order in which their members were given.
public enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A finite number, written with at most six decimals.
  case decimal(Double)
  case string(String)
  /// A value that is JSON text already.
  case written(String)
  case array([JSON])
  case members([Member])

  /// One member of an object.
  public struct Member: Equatable, Sendable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: JSON
  }

  /// An object with these members in this order.
  public static func object(_ members: [(String, JSON)]) -> JSON {
    .members(members.map { Member(name: $0.0, value: $0.1) })
  }

  /// The string, or null.
  public static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  /// The number, or null.
  public static func optional(_ number: Int?) -> JSON {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// The value of an object's member; nil when there is none.
  public subscript(name: String) -> JSON? {
    guard case .members(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The shortest text: no spaces, members in their order.
  public var compact: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// Text for people: two spaces a level, ending in a line feed.
  public var pretty: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .decimal(let value): text += String((value * 1_000_000).rounded() / 1_000_000)
    case .written(let value): text += value
    case .string(let value): JSON.writeQuoted(value, to: &text)
    case .array(let values):
      JSON.writeList(values, between: ("[", "]"), to: &text, indent: indent) {
        value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .members(let members):
      JSON.writeList(members, between: ("{", "}"), to: &text, indent: indent) {
        member, text, indent in
        JSON.writeQuoted(member.name, to: &text)
        text += indent == nil ? ":" : ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout String, indent: Int?,
    each: (Element, inout String, Int?) -> Void
  ) {
    text += brackets.0
    let inner = indent.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: " ", count: inner) }
      each(element, &text, inner)
    }
    if let indent, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += brackets.1
  }

  /// Appends `value` as a JSON string (RFC 8259, section 7), quotes included.
  public static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    let hasEscapes = value.utf8.contains {
      $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
    }
    guard hasEscapes else {
      text += value
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        guard scalar.value < 0x20 else {
          text.unicodeScalars.append(scalar)
          continue
        }
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
  }
}

extension JSON: CustomStringConvertible {
  /// The shortest text.
  public var description: String { compact }
}
