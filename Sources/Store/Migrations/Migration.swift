public import SQL

/// One step of the schema: numbered SQL that is applied once and never edited after.
public struct Migration: Sendable, Hashable {
  /// 1 for the first; without holes.
  public let number: Int
  /// The name of the file without its ending, such as `0001_create_runs`.
  public let name: String
  /// The text of the file.
  public let sql: String

  /// A step called `name`, which begins with its number in four digits and an underscore.
  public init(number: Int, name: String, sql: String) {
    self.number = number
    self.name = name
    self.sql = sql
  }

  /// The step that a file holds.
  public init(_ file: MigrationFile) {
    self.init(number: file.number, name: file.name, sql: file.sql)
  }

  /// Where the text lies in the repository.
  var path: String { "SQL/migrations/\(name).sql" }
}
