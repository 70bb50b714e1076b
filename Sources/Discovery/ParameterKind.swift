import Dates

/// How the text of a parameter becomes a value: the schema and the reader of one kind.
///
/// A reader answers nil for a value that means the same as none: the empty string, and 0 for
/// numbers.
struct ParameterKind<Value: Sendable>: Sendable {
  let schema: ParameterSchema
  let read: @Sendable (String) throws(ParameterFault.Cause) -> Value?

  init(
    _ schema: ParameterSchema,
    read: @escaping @Sendable (String) throws(ParameterFault.Cause) -> Value?
  ) {
    self.schema = schema
    self.read = { text throws(ParameterFault.Cause) in text.isEmpty ? nil : try read(text) }
  }
}

extension ParameterKind where Value == String {
  static var slug: ParameterKind {
    ParameterKind(.slug) { text throws(ParameterFault.Cause) in text }
  }

  static var cursor: ParameterKind {
    ParameterKind(.cursor) { text throws(ParameterFault.Cause) in text }
  }
}

extension ParameterKind where Value == LocalDate {
  static var date: ParameterKind {
    ParameterKind(.date) { text throws(ParameterFault.Cause) in
      guard let date = LocalDate(text) else {
        throw .malformed(expected: ParameterSchema.date.form)
      }
      return date
    }
  }
}

extension ParameterKind where Value == [String] {
  /// Sorted and unique, so that the order of a list means nothing.
  static func names(maximum: Int) -> ParameterKind {
    let schema = ParameterSchema.names(maximum: maximum)
    return ParameterKind(schema) { text throws(ParameterFault.Cause) in
      let names = Set(text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
      guard names.count <= maximum, !names.contains("") else {
        throw .malformed(expected: schema.form)
      }
      return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }
}

extension ParameterKind where Value == Int64 {
  /// An id; 0 is one like any other.
  static var identifier: ParameterKind {
    ParameterKind(.identifier) { text throws(ParameterFault.Cause) in
      guard let id = Int64(identifier: text) else {
        throw .malformed(expected: ParameterSchema.identifier.form)
      }
      return id
    }
  }
}

extension ParameterKind where Value == [Int64] {
  /// In the order sent; one that is sent again counts where it first stands.
  static func identifiers(maximum: Int) -> ParameterKind {
    let schema = ParameterSchema.identifiers(maximum: maximum)
    return ParameterKind(schema) { text throws(ParameterFault.Cause) in
      var ids: [Int64] = []
      var known: Set<Int64> = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let id = Int64(identifier: part) else { throw .malformed(expected: schema.form) }
        if known.insert(id).inserted { ids.append(id) }
      }
      guard ids.count <= maximum else { throw .malformed(expected: schema.form) }
      return ids
    }
  }
}

extension Int64 {
  /// The number written in digits, perhaps after a minus sign, or nil.
  public init?(identifier text: some StringProtocol) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) else { return nil }
    self.init(text)
  }
}

extension ParameterKind where Value: FixedWidthInteger {
  /// Digits only; leading zeros mean nothing.
  static func integer(maximum: Value) -> ParameterKind {
    let schema = ParameterSchema.integer(maximum: Int64(maximum))
    return ParameterKind(schema) { text throws(ParameterFault.Cause) in
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) else {
        throw .malformed(expected: schema.form)
      }
      guard let number = Value(text), (0...maximum).contains(number) else {
        throw .outOfRange(schema.form)
      }
      return number == 0 ? nil : number
    }
  }
}

extension ParameterKind where Value == Double {
  static func decimal(maximum: Double) -> ParameterKind {
    let schema = ParameterSchema.decimal(maximum: maximum)
    return ParameterKind(schema) { text throws(ParameterFault.Cause) in
      guard let number = Double(number: text) else { throw .malformed(expected: schema.form) }
      guard (0...maximum).contains(number) else { throw .outOfRange(schema.form) }
      return number == 0 ? nil : number
    }
  }
}

extension ParameterKind where Value == ScaledPosition {
  /// 0,0 is a place like any other.
  static var place: ParameterKind {
    ParameterKind(.place) { text throws(ParameterFault.Cause) in
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2, let latitude = Double(decimal: parts[0]),
        let longitude = Double(decimal: parts[1])
      else { throw .malformed(expected: ParameterSchema.place.form) }
      guard let place = ScaledPosition(latitude: latitude, longitude: longitude) else {
        throw .outOfRange("within -90...90 and -180...180 degrees")
      }
      return place
    }
  }
}

extension ParameterKind where Value == Sort {
  static var sort: ParameterKind {
    let schema = ParameterSchema.choice(Sort.allCases.map(\.rawValue))
    return ParameterKind(schema) { text throws(ParameterFault.Cause) in
      guard let sort = Sort(rawValue: text) else { throw .malformed(expected: schema.form) }
      return sort
    }
  }
}

extension Double {
  /// The number written as JSON does, an exponent included (RFC 8259 section 6), or nil.
  fileprivate init?(number text: String) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    guard parts.count == 2 else {
      self.init(decimal: text)
      return
    }
    let digits = parts[1].drop { $0 == "+" || $0 == "-" }
    guard Double(decimal: parts[0]) != nil, (1...4).contains(digits.utf8.count),
      parts[1].utf8.count - digits.utf8.count <= 1, digits.utf8.allSatisfy(\.isDigit)
    else { return nil }
    self.init(text)
  }

  /// The number written as `-?digits[.digits]` in at most 40 characters, or nil.
  fileprivate init?(decimal text: some StringProtocol) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard text.utf8.count <= 40, parts.count <= 2,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) })
    else { return nil }
    self.init(String(text))
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
