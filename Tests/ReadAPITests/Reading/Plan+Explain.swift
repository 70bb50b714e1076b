@testable import Discovery
import Postgres
@testable import Store

extension Plan {
  /// How the server runs a query's page, in the shape for cells that have blocks or not.
  static func of(
    _ query: DiscoveryQuery, after cursor: Cursor? = nil, at moment: ReadMoment = .newest,
    hasBlocks: Bool = true, _ connection: Connection
  ) async throws -> Plan {
    let shape = PageShape(query, hasBlocks: hasBlocks)
    return try await of(
      DiscoverStatement.of(shape, by: query.sort),
      query.parameters(shape, after: cursor, at: moment), connection)
  }

  /// How the server runs a statement with these parameters, as a prepared one.
  static func of(
    _ statement: Statement, _ values: [Parameter], _ connection: Connection
  ) async throws -> Plan {
    let types = try await connection.describe(statement).parameters.map { "\($0)" }
    let list = types.isEmpty ? "" : " (\(types.joined(separator: ",")))"
    try await connection.run(
      script: "prepare explained\(list) as \(statement.sql)", name: "prepare")
    let arguments = values.map(\.literal).joined(separator: ",")
    let call = values.isEmpty ? "explained" : "explained (\(arguments))"
    let explain = Statement(
      "explain \(values.hashValue) \(statement.name)",
      "explain (analyze, format json) execute \(call)")
    let plan = try Plan(json: try await connection.query(explain)[0].get(0))
    try await connection.run(script: "deallocate explained", name: "deallocate")
    return plan
  }
}

extension Parameter {
  /// The value as SQL text.
  var literal: String {
    switch self {
    case .bool(let value): "\(value)"
    case .int4(let value): "\(value)"
    case .int8(let value): "'\(value)'"
    case .text(let value): "'\(value)'"
    case .date(let value): "'\(value)'"
    case .timestamptz(let value): "'\(value)'"
    case .int8Array(let values):
      "'{\(values.compactMap { $0.map(String.init) }.joined(separator: ","))}'"
    case .textArray(let values): "'{\(values.compactMap(\.self).joined(separator: ","))}'"
    default: "null"
    }
  }
}
