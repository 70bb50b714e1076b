public import Dates

/// A Swift type that the elements of an array column can be read as.
public protocol ArrayElement: ColumnValue {
  /// Reads a whole array; throws a `CellError` when the cell holds something else.
  static func readArray(_ cell: Cell) throws -> [Self]
}

extension ArrayElement {
  /// Reads an array of one dimension, or an empty one.
  public static func readArray(_ cell: Cell) throws -> [Self] {
    guard let bytes = cell.bytes else { throw CellError.null(wanted: "\([Self].self)") }
    guard let element = cell.type.element, bytes.count >= 12 else {
      throw cell.unreadable([Self].self)
    }
    switch bytes.bigEndian(as: Int32.self) {
    case 0: return []
    case 1: break
    default: throw CellError.severalDimensions(type: cell.type)
    }
    var offset = 20
    return try (0..<bytes.bigEndian(at: 12, as: Int32.self)).map { _ in
      let length = Int(bytes.bigEndian(at: offset, as: Int32.self))
      offset += 4
      guard length >= 0 else { return try read(Cell(bytes: nil, type: element)) }
      defer { offset += length }
      let value = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
      return try read(Cell(bytes: value, type: element))
    }
  }
}

extension Bool: ArrayElement {}
extension Int16: ArrayElement {}
extension Int32: ArrayElement {}
extension Int64: ArrayElement {}
extension Int: ArrayElement {}
extension Double: ArrayElement {}
extension String: ArrayElement {}
extension LocalDate: ArrayElement {}
extension Instant: ArrayElement {}
extension Optional: ArrayElement where Wrapped: ArrayElement {}

extension Array: ColumnValue where Element: ArrayElement {
  /// Reads an array of elements that `Element` can read.
  public static func read(_ cell: Cell) throws -> [Element] { try Element.readArray(cell) }
}

/// Only there so that `[UInt8]` reads the bytes of `bytea`, text and JSON.
extension UInt8: ArrayElement {
  /// Always throws: there is no single byte.
  public static func read(_ cell: Cell) throws -> UInt8 { throw cell.unreadable(UInt8.self) }

  /// Reads the bytes of `bytea`, text and JSON.
  public static func readArray(_ cell: Cell) throws -> [UInt8] {
    guard let bytes = cell.bytes else { throw CellError.null(wanted: "[UInt8]") }
    switch cell.type {
    case .bytea: return [UInt8](bytes)
    case .jsonb: return [UInt8](bytes.dropFirst())
    case let type where type.isText: return [UInt8](bytes)
    default: throw cell.unreadable([UInt8].self)
    }
  }
}
