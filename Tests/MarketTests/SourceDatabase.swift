import Market
import Postgres
import TestSupport
import Testing

extension DatabaseTemplate {
  /// The empty source tables.
  static let source = DatabaseTemplate("market_source") { url in
    let connection = try await Connection.open(.worker(url: url))
    try await SourceTables.create(on: connection)
    await connection.close()
  }
}

extension Connection {
  /// The rows of a query, each written as text with its fields between bars, `-` for null.
  func lines(_ sql: String) async throws -> [String] {
    let rows = try await query(
      Statement(
        "lines",
        """
        select f.line from (select row_number() over () as n, t.* from (\(sql)) as t) as r
        cross join lateral (
          select string_agg(coalesce(e.value, '-'), '|' order by e.ordinality) as line
          from json_each_text(row_to_json(r)) with ordinality as e where e.key <> 'n'
        ) as f order by r.n
        """))
    return try rows.map { try $0.get("line") }
  }

  /// Expects the rows of a query, written as `lines` does.
  func expect(
    _ sql: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await lines(sql)
    #expect(found == expected, sourceLocation: sourceLocation)
  }
}
