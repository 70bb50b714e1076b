import Postgres

/// Text of a column as it came, without a detour over characters.
struct TextBytes: ColumnValue {
  let bytes: [UInt8]

  static func read(_ cell: Cell) throws -> TextBytes {
    guard let bytes = cell.bytes else { throw CellError.null(wanted: "text") }
    return TextBytes(bytes: Array(bytes))
  }
}
