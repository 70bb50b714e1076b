import Discovery
import Postgres
import SQL

/// The statement for the facts of spaces, in the shape of the order that a rank is counted in.
enum SpaceFactsStatement {
  /// The statement for an order.
  static func ordered(by sort: Sort) -> Statement {
    statements[sort] ?? Query.spaceFacts.statement
  }

  private static let statements: [Sort: Statement] = Dictionary(
    uniqueKeysWithValues: Sort.allCases.map { sort in
      let sql = Query.spaceFacts.sql.replacing(
        "select \(Sort.recommended.keys)", with: "select \(sort.keys)")
      return (sort, Statement("\(Query.spaceFacts.name)_\(sort)", sql))
    })
}
