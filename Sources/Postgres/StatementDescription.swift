/// What the server knows of a statement without running it.
public struct StatementDescription: Sendable, Hashable {
  /// A column of the result.
  public struct Column: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The type.
    public let type: ColumnType
  }

  /// The types of `$1`, `$2` ... in order.
  public let parameters: [ColumnType]
  /// The columns of the result in order; empty for a statement that returns no rows.
  public let columns: [Column]
}
