/// One migration of `SQL/migrations`.
public struct MigrationFile: Sendable, Hashable {
  /// 1 for the first; without holes.
  public let number: Int
  /// The name of the file without its ending, such as `0001_create_runs`.
  public let name: String
  /// The text of the file.
  public let sql: String
}
