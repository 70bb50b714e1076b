public import Dates
public import Postgres
import SQL

/// What kind of publication a generation is; all but `refresh` are checkpoints.
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

extension Connection {
  /// Moves a city's pointers to built cells, in one transaction; nil when the lease is lost
  /// or nothing moved.
  ///
  /// Dates that are pinned stay as they are. `held` is kept beside the generation: how many cells
  /// of the city a check has held back meanwhile.
  public func publish(
    _ cells: [BuiltCell], cityID: Int32, lease: Lease, kind: PublicationKind, runID: Int64,
    held: Int = 0, at instant: Instant
  ) async throws -> Publication? {
    let rows = try await query(
      Query.publishCells.statement,
      [
        .int4(cityID), .text(lease.resource), .uuid(lease.owner), .int8(lease.fence),
        .dateArray(cells.map(\.date)), .int4Array(cells.map(\.version)),
        .int4Array(cells.map(\.baseVersion)), .text(kind.rawValue), .int8(runID),
        .timestamptz(instant), .int8Array(cells.map { $0.changes.map { Int64($0.added) } }),
        .int8Array(cells.map { $0.changes.map { Int64($0.removed) } }),
        .int8Array(cells.map { $0.changes.map { Int64($0.changed) } }), .int4(Int32(held)),
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
