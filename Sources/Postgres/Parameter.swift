public import Dates

/// A value for `$1`, `$2` ... of a statement.
///
/// The statement's text decides the type of each parameter (`$1::int4` where it would be
/// ambiguous); a value is converted to that type when nothing can be lost, as from `int8` to
/// `int4` within its range, and otherwise refused with an error that names both types. `text`
/// converts to every type by the server's own reading of it.
public enum Parameter: Sendable, Hashable {
  case null
  case bool(Bool)
  case int2(Int16)
  case int4(Int32)
  case int8(Int64)
  case float8(Double)
  /// A decimal number as PostgreSQL writes it, such as `-12.50` or `NaN`.
  case numeric(String)
  case text(String)
  case bytea([UInt8])
  /// A JSON document as text.
  case jsonb(String)
  /// A UUID in any form that PostgreSQL reads.
  case uuid(String)
  case date(LocalDate)
  case timestamptz(Instant)
  case boolArray([Bool?])
  case int4Array([Int32?])
  case int8Array([Int64?])
  case float8Array([Double?])
  case textArray([String?])
  case dateArray([LocalDate?])

  /// The name of PostgreSQL's type for this value.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int2: "int2"
    case .int4: "int4"
    case .int8: "int8"
    case .float8: "float8"
    case .numeric: "numeric"
    case .text: "text"
    case .bytea: "bytea"
    case .jsonb: "jsonb"
    case .uuid: "uuid"
    case .date: "date"
    case .timestamptz: "timestamptz"
    case .boolArray: "bool[]"
    case .int4Array: "int4[]"
    case .int8Array: "int8[]"
    case .float8Array: "float8[]"
    case .textArray: "text[]"
    case .dateArray: "date[]"
    }
  }
}

extension Parameter {
  /// The value, or NULL for nil.
  public static func optional(_ value: Bool?) -> Parameter { value.map { .bool($0) } ?? .null }
  /// The value, or NULL for nil.
  public static func optional(_ value: Int16?) -> Parameter { value.map { .int2($0) } ?? .null }
  /// The value, or NULL for nil.
  public static func optional(_ value: Int32?) -> Parameter { value.map { .int4($0) } ?? .null }
  /// The value, or NULL for nil.
  public static func optional(_ value: Int64?) -> Parameter { value.map { .int8($0) } ?? .null }
  /// The value, or NULL for nil.
  public static func optional(_ value: Int?) -> Parameter {
    value.map { .int8(Int64($0)) } ?? .null
  }
  /// The value, or NULL for nil.
  public static func optional(_ value: Double?) -> Parameter {
    value.map { .float8($0) } ?? .null
  }
  /// The value, or NULL for nil.
  public static func optional(_ value: String?) -> Parameter { value.map { .text($0) } ?? .null }
  /// The value, or NULL for nil.
  public static func optional(_ value: [UInt8]?) -> Parameter {
    value.map { .bytea($0) } ?? .null
  }
  /// The value, or NULL for nil.
  public static func optional(_ value: LocalDate?) -> Parameter {
    value.map { .date($0) } ?? .null
  }
  /// The value, or NULL for nil.
  public static func optional(_ value: Instant?) -> Parameter {
    value.map { .timestamptz($0) } ?? .null
  }
  /// An `int8` of a native integer.
  public static func int(_ value: Int) -> Parameter { .int8(Int64(value)) }
}

extension Parameter: ExpressibleByNilLiteral {
  /// NULL.
  public init(nilLiteral: ()) { self = .null }
}

extension Parameter: ExpressibleByBooleanLiteral {
  /// A `bool`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Parameter: ExpressibleByIntegerLiteral {
  /// An `int8`.
  public init(integerLiteral value: Int64) { self = .int8(value) }
}

extension Parameter: ExpressibleByFloatLiteral {
  /// A `float8`.
  public init(floatLiteral value: Double) { self = .float8(value) }
}

extension Parameter: ExpressibleByStringLiteral {
  /// A `text`.
  public init(stringLiteral value: String) { self = .text(value) }
}
