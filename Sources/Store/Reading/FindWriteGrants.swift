public import Postgres
import SQL

/// What a role could change that should change nothing.
public struct WriteGrants: Sendable, Hashable {
  /// The role as which the connection acts.
  public var role: String
  /// Relations of the schemas `almanac` and `source`, with their schemas, at least one.
  public var relations: [String]
}

extension Connection {
  /// What the connection's role could change of `almanac` and `source`; nil when nothing.
  public func writeGrants() async throws -> WriteGrants? {
    let rows = try await query(Query.findWriteGrants.statement)
    guard let head = rows.first else { return nil }
    return WriteGrants(
      role: try head.get("role_name"),
      relations: try rows.map { try $0.get("relation", as: String.self) })
  }
}
