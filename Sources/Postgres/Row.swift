/// One row of a result.
public struct Row: Sendable {
  let storage: ResultStorage
  let index: Int

  /// The value of the column called `name`.
  ///
  /// Throws a `PostgresError` of kind `column` when there is no such column, when its type cannot
  /// be read as `type`, or when it is NULL and `type` is not optional.
  public func get<Value: ColumnValue>(
    _ name: String, as type: Value.Type = Value.self
  ) throws -> Value {
    try value(try column(name), as: type)
  }

  /// Whether the column called `name` is NULL, of whatever type it is; throws when there is none.
  public func isNull(_ name: String) throws -> Bool {
    storage.bytes(row: index, column: try column(name)) == nil
  }

  private func column(_ name: String) throws -> Int {
    guard let column = storage.columns.index(of: name) else {
      throw PostgresError(
        .column, statement: storage.statement,
        message: "there is no column \(name) among \(storage.columns.names.joined(separator: ", "))"
      )
    }
    return column
  }

  /// The value of the column at `position`, counted from 0; throws as `get(_:as:)` by name does.
  public func get<Value: ColumnValue>(
    _ position: Int, as type: Value.Type = Value.self
  ) throws -> Value {
    guard storage.columns.names.indices.contains(position) else {
      throw PostgresError(
        .column, statement: storage.statement,
        message: "there is no column \(position) among \(storage.columns.names.count)")
    }
    return try value(position, as: type)
  }

  private func value<Value: ColumnValue>(_ column: Int, as type: Value.Type) throws -> Value {
    let cell = Cell(
      bytes: storage.bytes(row: index, column: column), type: storage.columns.types[column])
    do {
      return try Value.read(cell)
    } catch let error as CellError {
      throw PostgresError(
        .column, statement: storage.statement,
        message: "column \(storage.columns.names[column]) of row \(index) \(error)")
    }
  }
}
