public import Discovery
public import Postgres

extension DiscoveryQuery {
  /// The one statement of the query's first page in a cell that has blocks or not, with its
  /// parameters, for tools that run it by themselves.
  public func firstPage(hasBlocks: Bool) -> (statement: Statement, parameters: [Parameter]) {
    let shape = PageShape(self, hasBlocks: hasBlocks)
    return (
      DiscoverStatement.of(shape, by: sort), parameters(shape, after: nil, at: .newest)
    )
  }
}
