import CLibPQ

/// A libpq result, freed with the last rows that refer to it.
///
/// A result never changes after libpq has returned it, so any thread may read it.
final class ResultStorage: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The statement that gave the result.
  let statement: String
  let rowCount: Int
  let columns: ResultColumns

  /// Takes over `pointer`; `columns` are read from it unless they are known.
  init(_ pointer: OpaquePointer, statement: String, columns: ResultColumns?) {
    self.pointer = pointer
    self.statement = statement
    self.columns = columns ?? ResultColumns(pointer)
    rowCount = Int(PQntuples(pointer))
  }

  deinit { PQclear(pointer) }

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
