import Dates
public import Postgres
import SQL

/// The source contract as tables, which a demo or an import fills.
public enum SourceTables {
  /// Creates the tables where there are none.
  ///
  /// - Throws: ``SourceTablesError/notTables(_:)`` when the contract is met by views: those belong
  ///   to somebody's own database, and nothing is written there.
  public static func create(on connection: Connection) async throws {
    let names = SourceRelation.allCases.map(\.rawValue)
    let views = try await connection.query(Statement(.relationKinds), [.textArray(names)])
    guard views.isEmpty else {
      throw SourceTablesError.notTables(try views.map { try $0.get("relation") })
    }
    try await connection.run(
      script: Query.createSourceTables.sql, name: Query.createSourceTables.name)
  }

  /// Writes a city under its slug and answers its number.
  static func claim(_ city: CityFacts, on connection: Connection) async throws -> Int32 {
    let rows = try await connection.query(
      Statement(.claimCity),
      [
        .text(city.slug), .text(city.name), .text(city.country), .optional(city.subdivision),
        .text(city.timeZone), .text(city.currency), .float8(city.latitude),
        .float8(city.longitude),
      ])
    guard let row = rows.first else { throw SourceTablesError.cityNotWritten(city.slug) }
    return try row.get("city_id")
  }

  /// Copies rows into one of the tables; answers how many.
  static func copy(
    _ chunks: Chunks, into relation: SourceRelation, on connection: Connection
  ) async throws -> Int {
    let columns = relation.columns.map(\.name).joined(separator: ", ")
    let statement = Statement(
      "copy_\(relation.rawValue)",
      "copy source.\(relation.rawValue) (\(columns)) from stdin (format binary)")
    return try await connection.copyIn(statement, from: chunks)
  }
}

/// Why the source tables cannot be written.
public enum SourceTablesError: Error, Equatable {
  /// These relations of the schema `source` are views.
  case notTables([String])
  /// The city's row is not there after writing it.
  case cityNotWritten(String)
}

extension SourceTablesError: CustomStringConvertible {
  /// The sentence for people.
  public var description: String {
    switch self {
    case .notTables(let names):
      "source.\(names.joined(separator: ", source.")) exist and are not tables; "
        + "use another database for demos and imports"
    case .cityNotWritten(let slug): "the city '\(slug)' could not be written"
    }
  }
}

extension Statement {
  init(_ query: Query) { self.init(query.name, query.sql) }
}
