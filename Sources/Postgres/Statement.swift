/// One SQL statement and the name by which errors and logs speak of it.
public struct Statement: Sendable, Hashable {
  /// The name shown in errors, never sent to the server.
  public let name: String
  /// The text, with `$1`, `$2` ... for parameters.
  public let sql: String

  /// A statement called `name`.
  public init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }
}
