public import Postgres
import SQL

/// A table that relations of the source are made of.
public struct SourceTable: Sendable, Hashable {
  /// Its quoted name with its schema.
  public var name: String
  /// Its number in the database.
  public var oid: Int64
  /// The relations of the source that it is a part of.
  public var relations: [String]
  /// Whether it is a relation of the source itself, with the contract's columns.
  public var isContract: Bool
  /// Whether its changes are written down.
  public var isTracked: Bool

  /// What a change of it may touch: one relation, or `source` for any.
  public var kind: String { relations.count == 1 ? relations[0] : "source" }
}

extension Connection {
  /// The tables that the seven relations of the source are made of, by name.
  public func sourceTables() async throws -> [SourceTable] {
    try await query(Query.sourceTables.statement).map { row in
      SourceTable(
        name: try row.get("name"), oid: try row.get("oid"),
        relations: try row.get("relations", as: [String?].self).compactMap { $0 },
        isContract: try row.get("is_contract"), isTracked: try row.get("is_tracked"))
    }
  }

  /// The channel on which writers say that they have changed the source, if they are to.
  public static let changeChannel = "almanac_change"

  /// Makes tables write their changes down, all or none; again changes nothing but the columns.
  ///
  /// Takes a lock on each table that waits for its writers and makes new ones wait. With `notifying`
  /// each writer says so on `changeChannel` too; PostgreSQL lets such transactions commit only one
  /// after the other.
  public func track(
    _ tables: [(table: SourceTable, columns: CapturedColumns)], notifying: Bool = false
  ) async throws {
    var script = ""
    for (table, columns) in tables {
      script += try await trackScript(
        table.name, function: "capture_\(table.oid)", kind: table.kind, columns,
        notifying: notifying)
    }
    try await run(script: script, name: Query.trackScript.name)
  }

  func trackScript(
    _ table: String, function: String, kind: String, _ columns: CapturedColumns,
    notifying: Bool = false
  ) async throws -> String {
    try await query(
      Query.trackScript.statement,
      [
        .text(table), .text(function), .text(kind), .text(columns.cityID ?? "null"),
        .text(columns.spaceID ?? "null"), .text(columns.startsOn ?? "null"),
        .text(columns.endsOn ?? "null"), .bool(notifying),
      ])[0].get("script")
  }

  /// Takes away everything that `track` has made; false when there was nothing.
  public func untrack() async throws -> Bool {
    let row = try await query(Query.untrackScript.statement)[0]
    guard let script = try row.get("script", as: String?.self) else { return false }
    try await run(script: script, name: Query.untrackScript.name)
    return true
  }
}
