/// Rows in PostgreSQL's binary COPY format, for `COPY ... FROM STDIN (format binary)`.
///
/// The format has no conversions, so every column's type must be the table's; values are converted
/// as those of parameters are, but `numeric` and `uuid` cannot be written.
public struct CopyEncoder: Sendable {
  private let statement: String
  private let types: [ColumnType]
  private var bytes: [UInt8]
  /// The rows that were appended.
  public private(set) var rowCount = 0

  /// The signature, no flags and no header extension.
  private static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + Array(repeating: 0, count: 8)

  /// An encoder for columns of these types; `name` is the statement's, for errors.
  public init(_ name: String, types: [ColumnType]) {
    statement = name
    self.types = types
    bytes = CopyEncoder.header
  }

  /// The bytes that wait to be taken.
  public var count: Int { bytes.count }

  /// Appends a row, nothing of it when it throws a `PostgresError` of kind `parameter`.
  public mutating func append(_ row: [Parameter]) throws(PostgresError) {
    guard row.count == types.count else {
      throw refusal("has \(row.count) values for \(types.count) columns")
    }
    let start = bytes.count
    bytes.append(bigEndian: Int16(row.count))
    for (column, (value, type)) in zip(row, types).enumerated() {
      do {
        try append(value, as: type)
      } catch {
        bytes.removeSubrange(start...)
        throw refusal(
          "has \(value.typeName) in column \(column + 1), which is \(type): \(error)")
      }
    }
    rowCount += 1
  }

  /// The bytes since the last call, and none left.
  public mutating func take() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: false)
    bytes.reserveCapacity(taken.count)
    return taken
  }

  /// The last bytes, with the mark that ends the rows.
  public mutating func finish() -> [UInt8] {
    bytes.append(bigEndian: Int16(-1))
    return take()
  }

  private mutating func append(
    _ value: Parameter, as type: ColumnType
  ) throws(BinaryScalar.Refusal) {
    guard value != .null else { return bytes.append(bigEndian: Int32(-1)) }
    let start = bytes.count
    bytes.append(bigEndian: Int32(0))
    try value.append(to: &bytes, as: type)
    bytes.replace(at: start, bigEndian: Int32(bytes.count - start - 4))
  }

  private func refusal(_ reason: String) -> PostgresError {
    PostgresError(
      .parameter, statement: statement, message: "row \(rowCount + 1) \(reason)")
  }
}
