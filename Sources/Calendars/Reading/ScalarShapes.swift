public import Dates

extension Shape where Value == String {
  /// Any text that is not empty. An editor may see unquoted text as a number or a boolean.
  public static var text: Shape {
    .scalar("text", types: ["string", "number", "boolean"]) { text throws(Malformed) in
      guard text.contains(where: { !$0.isWhitespace }) else { throw Malformed("is empty") }
      return text
    }
  }

  /// Lower-case words joined by hyphens, such as `quebec-city`.
  public static var slug: Shape {
    .scalar("a name like quebec-city", pattern: "^[a-z0-9]+([-_][a-z0-9]+)*$", types: ["string"]) {
      text throws(Malformed) in
      let isPlain = text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "_")
      }
      guard isPlain, !text.isEmpty else {
        throw Malformed(
          "is not a name of this kind", hint: "lower-case letters, digits, '-' and '_'")
      }
      return text
    }
  }
}

extension Shape where Value == Int {
  /// A whole number in decimal.
  public static func integer(_ range: ClosedRange<Int>) -> Shape {
    let noun = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return Shape(
      noun: noun,
      schema: { _ in
        .object([
          ("type", .string("integer")), ("minimum", .integer(Int64(range.lowerBound))),
          ("maximum", .integer(Int64(range.upperBound))),
        ])
      },
      read: Shape.scalar(noun) { text throws(Malformed) in
        guard let number = Int(text) else { throw Malformed("is not \(noun)") }
        guard range.contains(number) else { throw Malformed("is out of range: not \(noun)") }
        return number
      }.read)
  }
}

extension Shape where Value == Bool {
  /// `true` or `false`.
  public static var flag: Shape {
    .scalar("true or false", types: ["boolean"]) { text throws(Malformed) in
      switch text {
      case "true": return true
      case "false": return false
      default: throw Malformed("is neither true nor false")
      }
    }
  }
}

extension Shape where Value: CaseIterable & RawRepresentable<String> {
  /// One of the raw values of an enumeration.
  public static func choice(_ type: Value.Type = Value.self) -> Shape {
    let words = Value.allCases.map(\.rawValue)
    let noun = "one of \(words.joined(separator: ", "))"
    return Shape(
      noun: noun,
      schema: { _ in
        .object([("type", .string("string")), ("enum", .array(words.map(JSON.string)))])
      },
      read: Shape.scalar(noun) { text throws(Malformed) in
        guard let value = Value(rawValue: text) else {
          throw Malformed("is not \(noun)", hint: Spelling.hint(for: text, among: words))
        }
        return value
      }.read)
  }
}

extension Shape where Value == LocalDate {
  /// A date, `YYYY-MM-DD`.
  public static var date: Shape {
    .scalar("a date like 2026-12-20", pattern: #"^\d{4}-\d{2}-\d{2}$"#, examples: ["2026-12-20"]) {
      text throws(Malformed) in try LocalDate(reading: text)
    }
  }
}

extension Shape where Value == DateRange {
  /// A date, or two joined by `..`, both included: `2026-12-20..2027-01-05`.
  public static var dateRange: Shape {
    .scalar(
      "a date or a range like 2026-12-20..2027-01-05",
      pattern: #"^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$"#,
      examples: ["2026-12-20..2027-01-05"]
    ) { text throws(Malformed) in
      let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
      guard ends.count <= 2, let first = ends.first, let last = ends.last else {
        throw Malformed("is not a range", hint: "write FIRST..LAST")
      }
      let range = DateRange(
        first: try LocalDate(reading: first), last: try LocalDate(reading: last))
      guard let range else {
        throw Malformed("ends before it starts", hint: "write \(last)..\(first)", code: .emptyRange)
      }
      return range
    }
  }
}

extension LocalDate {
  /// The date that a file writes as `YYYY-MM-DD`; the error tells a date that does not exist from
  /// text that is none.
  public init(reading text: String) throws(Malformed) {
    if let date = LocalDate(text) {
      self = date
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard text.utf8.count == 10, parts.count == 3 else {
      throw Malformed("is not a date", hint: "write it as YYYY-MM-DD")
    }
    guard (1...12).contains(parts[1]), parts[0] >= 1 else {
      throw Malformed("is not a date: there is no such month", code: .impossibleDate)
    }
    let length = LocalDate.lengthOfMonth(parts[1], year: parts[0])
    throw Malformed(
      "is a date that does not exist", hint: "that month has \(length) days",
      code: .impossibleDate)
  }
}
