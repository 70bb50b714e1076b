/// The rows of a result, in the order in which the server sent them, wholly in memory.
public struct Rows: RandomAccessCollection, Sendable {
  private let storage: ResultStorage

  init(_ storage: ResultStorage) { self.storage = storage }

  /// 0.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { storage.rowCount }

  /// The row at `position`.
  public subscript(position: Int) -> Row {
    precondition(indices.contains(position), "row \(position) of \(count)")
    return Row(storage: storage, index: position)
  }

  /// The names of the columns in order.
  public var columnNames: [String] { storage.columns.names }

  /// The types of the columns in order.
  public var columnTypes: [ColumnType] { storage.columns.types }
}
