/// Facts of a listing that Almanac passes through, as one JSON object.
struct Attributes {
  private(set) var json = "{}"

  /// Adds a text, if there is one.
  mutating func add(_ name: String, text: String) {
    guard !text.isEmpty else { return }
    append(name, Attributes.quoted(text))
  }

  /// Adds a number, if the field is one.
  mutating func add(_ name: String, number: ArraySlice<UInt8>) {
    guard let value = number.decimal else { return }
    let isWhole = value == value.rounded() && abs(value) < 1e15
    append(name, isWhole ? String(Int64(value)) : String(value))
  }

  /// Adds a truth value, if the field is one.
  mutating func add(_ name: String, truth: ArraySlice<UInt8>) {
    guard let value = truth.truth else { return }
    append(name, String(value))
  }

  private mutating func append(_ name: String, _ value: String) {
    json.removeLast()
    if json.utf8.count > 1 { json += "," }
    json += "\"\(name)\":\(value)}"
  }

  private static func quoted(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
