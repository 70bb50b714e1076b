public import Dates
public import Postgres
import SQL

/// What kind of publication a generation is; all but `refresh` are checkpoints, and a refresh that a
/// rebuild has found right since.
public enum PublicationKind: String, Sendable, CaseIterable {
  case rebuild, refresh, release, rollback
}

/// A publication that took place.
public struct Publication: Sendable, Hashable {
  /// Its number.
  public var generation: Int64
  /// The dates that moved; a wanted date that is missing was superseded.
  public var dates: Set<LocalDate>
}

/// A pointer that is to be moved, or to end.
public struct CellMove: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The version that is to be live; nil for none.
  public var version: Int32?
  /// The version that is live by now; nil for none.
  public var baseVersion: Int32?
  /// What differs between them; nil where nobody has counted.
  public var changes: RowChanges?

  /// To a new version.
  public init(to cell: BuiltCell) {
    date = cell.date
    version = cell.version
    baseVersion = cell.baseVersion
    changes = cell.changes
  }

  /// From a live version to none.
  public init(ending cell: StoredCell) {
    date = cell.date
    baseVersion = cell.version
    changes = RowChanges(added: 0, removed: Int(cell.rowCount), changed: 0)
  }
}

extension Connection {
  /// Moves a city's pointers, in one transaction; nil when the lease is lost or nothing moved.
  ///
  /// Dates that are pinned, or of which another version is live by now, stay as they are, and so do
  /// those whose new version a prune has removed, and the ends of a city that the source has, unless
  /// `endsAnyCity`; readers of earlier generations still find what was live then. `held` is kept
  /// beside the generation: how many cells of the city a check has held back meanwhile.
  public func publish(
    _ moves: [CellMove], cityID: Int32, lease: Lease, kind: PublicationKind, runID: Int64,
    held: Int = 0, endsAnyCity: Bool = false, at instant: Instant
  ) async throws -> Publication? {
    let rows = try await query(
      Query.publishCells.statement,
      [
        .int4(cityID), .text(lease.resource), .uuid(lease.owner), .int8(lease.fence),
        .dateArray(moves.map(\.date)), .int4Array(moves.map(\.version)),
        .int4Array(moves.map(\.baseVersion)), .text(kind.rawValue), .int8(runID),
        .timestamptz(instant), .int8Array(moves.map { $0.changes.map { Int64($0.added) } }),
        .int8Array(moves.map { $0.changes.map { Int64($0.removed) } }),
        .int8Array(moves.map { $0.changes.map { Int64($0.changed) } }), .int4(Int32(held)),
        .bool(endsAnyCity),
      ])
    return try rows.first.map(Publication.init)
  }
}

extension Publication {
  init(_ row: Row) throws {
    let dates = try row.get("dates", as: [LocalDate?]?.self) ?? []
    self.init(generation: try row.get("generation"), dates: Set(dates.compactMap { $0 }))
  }
}
