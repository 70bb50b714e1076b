public import Postgres
import SQL

/// Which source fingerprints speak of, and whether each of its changes is written down.
public struct SourceStanding: Sendable, Hashable {
  /// Another database, or relations made anew, have another.
  public var identity: Int64
  /// Moves with every change of how changes are captured; nil where some could go unnoticed.
  public var mark: Int64?
  /// Why `mark` is nil, one sentence each.
  public var gaps: [String]
}

extension Connection {
  /// Which source this is. Read before what is to be compared with it.
  public func sourceStanding() async throws -> SourceStanding {
    let row = try await query(Query.sourceStanding.statement)[0]
    return SourceStanding(
      identity: try row.get("identity"), mark: try row.get("mark"),
      gaps: try row.get("gaps", as: [String?].self).compactMap { $0 })
  }
}
