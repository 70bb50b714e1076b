public import Dates

/// A Swift type that a column can be read as.
public protocol ColumnValue: Sendable {
  /// Reads one value; throws a `CellError` when the cell holds something else.
  static func read(_ cell: Cell) throws -> Self
}

/// One value of a result in binary form, valid only during `ColumnValue.read`.
public struct Cell {
  /// The bytes, or nil for NULL.
  public let bytes: UnsafeRawBufferPointer?
  /// The column's type.
  public let type: ColumnType

  /// The bytes of a value of one of `types`, which is `size` bytes long when that is given.
  func bytes(
    of types: ColumnType..., as wanted: Any.Type, size: Int? = nil
  ) throws -> UnsafeRawBufferPointer {
    guard let bytes else { throw CellError.null(wanted: "\(wanted)") }
    guard types.contains(type), size == nil || bytes.count == size else { throw unreadable(wanted) }
    return bytes
  }

  /// The error for a cell whose type cannot be read as `wanted`.
  func unreadable(_ wanted: Any.Type) -> CellError {
    .unreadable(type: type, wanted: "\(wanted)")
  }
}

/// Why a cell cannot be read as a Swift type.
public enum CellError: Error, Sendable, Hashable {
  case null(wanted: String)
  case unreadable(type: ColumnType, wanted: String)
  case outOfRange(type: ColumnType, wanted: String)
  case infinite(type: ColumnType)
  case severalDimensions(type: ColumnType)
}

extension CellError: CustomStringConvertible {
  /// The end of a sentence that begins with the column.
  public var description: String {
    switch self {
    case .null(let wanted): "is NULL, which \(wanted) cannot hold"
    case .unreadable(let type, let wanted):
      "is \(type), which cannot be read as \(wanted); cast it in the statement"
    case .outOfRange(let type, let wanted): "is a \(type) outside the range of \(wanted)"
    case .infinite(let type): "is an infinite \(type)"
    case .severalDimensions(let type): "is a \(type) of several dimensions"
    }
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  /// Reads NULL as nil.
  public static func read(_ cell: Cell) throws -> Wrapped? {
    cell.bytes == nil ? nil : try Wrapped.read(cell)
  }
}

extension Bool: ColumnValue {
  /// Reads `bool`.
  public static func read(_ cell: Cell) throws -> Bool {
    try cell.bytes(of: .bool, as: Bool.self, size: 1)[0] != 0
  }
}

extension Int16: ColumnValue {
  /// Reads `int2`.
  public static func read(_ cell: Cell) throws -> Int16 {
    try cell.bytes(of: .int2, as: Int16.self, size: 2).bigEndian(as: Int16.self)
  }
}

extension Int32: ColumnValue {
  /// Reads `int4` and `int2`.
  public static func read(_ cell: Cell) throws -> Int32 {
    let bytes = try cell.bytes(of: .int4, .int2, as: Int32.self)
    return cell.type == .int4
      ? bytes.bigEndian(as: Int32.self) : Int32(bytes.bigEndian(as: Int16.self))
  }
}

extension Int64: ColumnValue {
  /// Reads `int8`, `int4`, `int2` and `oid`.
  public static func read(_ cell: Cell) throws -> Int64 {
    let bytes = try cell.bytes(of: .int8, .int4, .int2, .oid, as: Int64.self)
    return switch cell.type {
    case .int8: bytes.bigEndian(as: Int64.self)
    case .int4: Int64(bytes.bigEndian(as: Int32.self))
    case .oid: Int64(bytes.bigEndian(as: UInt32.self))
    default: Int64(bytes.bigEndian(as: Int16.self))
    }
  }
}

extension Int: ColumnValue {
  /// Reads what `Int64` reads.
  public static func read(_ cell: Cell) throws -> Int { Int(try Int64.read(cell)) }
}

extension Double: ColumnValue {
  /// Reads `float8` and `float4`.
  public static func read(_ cell: Cell) throws -> Double {
    let bytes = try cell.bytes(of: .float8, .float4, as: Double.self)
    return cell.type == .float8
      ? Double(bitPattern: bytes.bigEndian(as: UInt64.self))
      : Double(Float(bitPattern: bytes.bigEndian(as: UInt32.self)))
  }
}

extension String: ColumnValue {
  /// Reads text, JSON, `numeric` (as PostgreSQL writes it) and `uuid` (in lower case).
  public static func read(_ cell: Cell) throws -> String {
    guard let bytes = cell.bytes else { throw CellError.null(wanted: "String") }
    switch cell.type {
    case .jsonb: return String(decoding: bytes.dropFirst(), as: UTF8.self)
    case .numeric: return BinaryNumeric.text(bytes)
    case .uuid: return BinaryUUID.text(bytes)
    case let type where type.isText: return String(decoding: bytes, as: UTF8.self)
    default: throw cell.unreadable(String.self)
    }
  }
}

extension LocalDate: ColumnValue {
  /// Reads `date`; an infinite one is an error.
  public static func read(_ cell: Cell) throws -> LocalDate {
    let days = try cell.bytes(of: .date, as: LocalDate.self, size: 4).bigEndian(as: Int32.self)
    guard days != .max, days != .min else { throw CellError.infinite(type: cell.type) }
    let (number, overflow) = days.addingReportingOverflow(BinaryScalar.epochDays)
    guard !overflow else { throw CellError.outOfRange(type: cell.type, wanted: "LocalDate") }
    return LocalDate(dayNumber: number)
  }
}

extension Instant: ColumnValue {
  /// Reads `timestamptz`; an infinite one is an error.
  public static func read(_ cell: Cell) throws -> Instant {
    let since = try cell.bytes(of: .timestamptz, as: Instant.self, size: 8)
      .bigEndian(as: Int64.self)
    guard since != .max, since != .min else { throw CellError.infinite(type: cell.type) }
    let (time, overflow) = since.addingReportingOverflow(BinaryScalar.epochMicroseconds)
    guard !overflow else { throw CellError.outOfRange(type: cell.type, wanted: "Instant") }
    return Instant(microseconds: time)
  }
}
