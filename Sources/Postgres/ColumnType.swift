/// A PostgreSQL type by its object id, as in `pg_type.oid`.
public struct ColumnType: RawRepresentable, Hashable, Sendable {
  /// The object id.
  public let rawValue: UInt32

  /// The type with this object id.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  private init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// Truth values.
  public static let bool = ColumnType(16)
  /// Bytes.
  public static let bytea = ColumnType(17)
  static let char = ColumnType(18)
  static let name = ColumnType(19)
  /// 64-bit integers.
  public static let int8 = ColumnType(20)
  /// 16-bit integers.
  public static let int2 = ColumnType(21)
  /// 32-bit integers.
  public static let int4 = ColumnType(23)
  /// Text of any length.
  public static let text = ColumnType(25)
  static let oid = ColumnType(26)
  static let json = ColumnType(114)
  static let xml = ColumnType(142)
  static let float4 = ColumnType(700)
  /// 64-bit floating-point numbers.
  public static let float8 = ColumnType(701)
  static let unknown = ColumnType(705)
  static let bpchar = ColumnType(1042)
  static let varchar = ColumnType(1043)
  /// Dates.
  public static let date = ColumnType(1082)
  static let timestamp = ColumnType(1114)
  /// Points in time.
  public static let timestamptz = ColumnType(1184)
  /// Decimal numbers.
  public static let numeric = ColumnType(1700)
  /// UUIDs.
  public static let uuid = ColumnType(2950)
  /// JSON documents.
  public static let jsonb = ColumnType(3802)

  /// The type of arrays of this type, or nil where there is none.
  public var array: ColumnType? {
    ColumnType.elements.first { $0.value == self }?.key
  }

  /// Whether the binary form of the type is its text.
  var isText: Bool {
    switch self {
    case .text, .varchar, .bpchar, .name, .char, .json, .xml, .unknown: true
    default: false
    }
  }

  /// The type of the elements of an array type, or nil for other types.
  var element: ColumnType? { ColumnType.elements[self] }

  private static let elements: [ColumnType: ColumnType] = [
    ColumnType(1000): .bool, ColumnType(1001): .bytea, ColumnType(1002): .char,
    ColumnType(1003): .name, ColumnType(1005): .int2, ColumnType(1007): .int4,
    ColumnType(1009): .text, ColumnType(1014): .bpchar, ColumnType(1015): .varchar,
    ColumnType(1016): .int8, ColumnType(1021): .float4, ColumnType(1022): .float8,
    ColumnType(1028): .oid, ColumnType(1115): .timestamp, ColumnType(1182): .date,
    ColumnType(1185): .timestamptz, ColumnType(1231): .numeric, ColumnType(199): .json,
    ColumnType(2951): .uuid, ColumnType(3807): .jsonb,
  ]

  private static let names: [ColumnType: String] = [
    .bool: "bool", .bytea: "bytea", .char: "char", .name: "name", .int8: "int8", .int2: "int2",
    .int4: "int4", .text: "text", .oid: "oid", .json: "json", .xml: "xml", .float4: "float4",
    .float8: "float8", .unknown: "unknown", .bpchar: "bpchar", .varchar: "varchar",
    .date: "date", .timestamp: "timestamp", .timestamptz: "timestamptz", .numeric: "numeric",
    .uuid: "uuid", .jsonb: "jsonb",
  ]
}

extension ColumnType: CustomStringConvertible {
  /// The short name, such as `int4` or `text[]`; `type 16385` for one that is not built in.
  public var description: String {
    if let element { return "\(element)[]" }
    return ColumnType.names[self] ?? "type \(rawValue)"
  }
}
