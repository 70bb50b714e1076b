public import Discovery
public import Postgres

extension DiscoveryQuery {
  /// The one statement of the query's first page, with its parameters, for tools that run it by
  /// themselves.
  public var firstPage: (statement: Statement, parameters: [Parameter]) {
    (DiscoverStatement.ordered(by: sort), parameters(after: nil, at: .newest))
  }
}
