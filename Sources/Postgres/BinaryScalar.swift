import Dates

/// A single value on its way to the server in binary form.
enum BinaryScalar {
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case text(String)
  case json(String)
  case bytea([UInt8])
  case date(LocalDate)
  case timestamptz(Instant)

  /// Why a value cannot be written as a type.
  enum Refusal: Error {
    case wrongType
    case outOfRange(String)
    case containsNUL
  }

  /// Days from 1970-01-01 to 2000-01-01, PostgreSQL's epoch.
  static let epochDays: Int32 = 10_957
  /// Microseconds from 1970-01-01 to 2000-01-01.
  static let epochMicroseconds: Int64 = 946_684_800_000_000

  /// Appends the value as `type`, converted where nothing is lost.
  func append(to bytes: inout [UInt8], as type: ColumnType) throws(Refusal) {
    switch (self, type) {
    case (.bool(let value), .bool): bytes.append(value ? 1 : 0)
    case (.integer(let value), .int2): bytes.append(bigEndian: try Self.narrow(value, Int16.self))
    case (.integer(let value), .int4): bytes.append(bigEndian: try Self.narrow(value, Int32.self))
    case (.integer(let value), .int8): bytes.append(bigEndian: value)
    case (.integer(let value), .oid): bytes.append(bigEndian: try Self.narrow(value, UInt32.self))
    case (.integer(let value), .float8):
      guard let double = Double(exactly: value) else { throw .outOfRange("\(value)") }
      bytes.append(bigEndian: double.bitPattern)
    case (.double(let value), .float8): bytes.append(bigEndian: value.bitPattern)
    case (.double(let value), .float4): bytes.append(bigEndian: Float(value).bitPattern)
    case (.text(let value), _) where type.isText: try Self.append(value, to: &bytes)
    case (.json(let value), .json): try Self.append(value, to: &bytes)
    case (.json(let value), .jsonb):
      bytes.append(1)
      try Self.append(value, to: &bytes)
    case (.bytea(let value), .bytea): bytes.append(contentsOf: value)
    case (.date(let value), .date): try Self.append(value, to: &bytes)
    case (.timestamptz(let value), .timestamptz): try Self.append(value, to: &bytes)
    default: throw .wrongType
    }
  }

  private static func narrow<T: FixedWidthInteger>(
    _ value: Int64, _ type: T.Type
  ) throws(Refusal) -> T {
    guard let narrowed = T(exactly: value) else { throw .outOfRange("\(value)") }
    return narrowed
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) throws(Refusal) {
    guard !text.utf8.contains(0) else { throw .containsNUL }
    bytes.append(contentsOf: text.utf8)
  }

  private static func append(_ date: LocalDate, to bytes: inout [UInt8]) throws(Refusal) {
    let (days, overflow) = date.dayNumber.subtractingReportingOverflow(epochDays)
    // The two extremes are PostgreSQL's infinities.
    guard !overflow, days != .max, days != .min else { throw .outOfRange("\(date.dayNumber)") }
    bytes.append(bigEndian: days)
  }

  private static func append(_ instant: Instant, to bytes: inout [UInt8]) throws(Refusal) {
    let (since, overflow) =
      instant.microseconds.subtractingReportingOverflow(epochMicroseconds)
    guard !overflow, since != .max, since != .min else {
      throw .outOfRange("\(instant.microseconds)")
    }
    bytes.append(bigEndian: since)
  }
}

extension BinaryScalar.Refusal: CustomStringConvertible {
  var description: String {
    switch self {
    case .wrongType: "the types do not agree"
    case .outOfRange(let value): "\(value) is out of range"
    case .containsNUL: "text cannot contain a NUL character"
    }
  }
}
