import CLibPQ

/// A libpq result, freed with the last rows that refer to it.
///
/// A result never changes after libpq has returned it, so any thread may read it.
final class ResultStorage: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The statement that gave the result.
  let statement: String
  let rowCount: Int
  let columnTypes: [ColumnType]
  let columnNames: [String]
  private let columnIndexes: [String: Int]

  init(_ pointer: OpaquePointer, statement: String) {
    self.pointer = pointer
    self.statement = statement
    rowCount = Int(PQntuples(pointer))
    let columns = 0..<PQnfields(pointer)
    columnTypes = columns.map { ColumnType(rawValue: PQftype(pointer, $0)) }
    columnNames = columns.map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
    columnIndexes = Dictionary(
      zip(columnNames, columnNames.indices), uniquingKeysWith: { first, _ in first })
  }

  deinit { PQclear(pointer) }

  /// The first column of this name, or nil.
  func column(named name: String) -> Int? { columnIndexes[name] }

  /// The bytes of a value in binary form, nil for NULL; valid as long as the result lives.
  func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    guard PQgetisnull(pointer, Int32(row), Int32(column)) == 0 else { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, Int32(row), Int32(column)),
      count: Int(PQgetlength(pointer, Int32(row), Int32(column))))
  }

  /// The number of rows that a command affected; 0 where that has no meaning.
  var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// The command's tag, such as `INSERT 0 3`.
  var commandTag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }
}
