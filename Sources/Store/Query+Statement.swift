public import Postgres
public import SQL

extension Query {
  /// The query as a statement, under its own name.
  public var statement: Statement { Statement(name, sql) }
}
