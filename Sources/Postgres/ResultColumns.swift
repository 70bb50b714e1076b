import CLibPQ

/// The columns of a result, which all results of a prepared statement share.
final class ResultColumns: Sendable {
  let names: [String]
  let types: [ColumnType]

  /// Reads the columns of a result or of a statement's description.
  init(_ result: OpaquePointer) {
    let columns = 0..<PQnfields(result)
    types = columns.map { ColumnType(rawValue: PQftype(result, $0)) }
    names = columns.map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
  }

  /// The first column of this name, or nil.
  func index(of name: String) -> Int? { names.firstIndex(of: name) }
}
