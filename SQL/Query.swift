/// One SQL file of `SQL/live`, `SQL/queries` or `SQL/source`, named as its file is.
///
/// There is a static member for each, in lower camel case: `Query.buildCells` is
/// `SQL/queries/build_cells.sql`. They are written at build time from the files.
public struct Query: Sendable, Hashable {
  /// The name of the file without its ending.
  public let name: String
  /// The text of the file.
  public let sql: String
}
