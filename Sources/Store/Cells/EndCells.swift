public import Dates
public import Postgres
import SQL

/// A live cell that is to be so no more, with nothing in its place.
public struct CellEnd: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The version that is live.
  public var version: Int32

  /// An end; see the properties.
  public init(date: LocalDate, version: Int32) {
    self.date = date
    self.version = version
  }
}

extension Connection {
  /// Ends live cells of a city, as one publication; nil when the lease is lost or nothing moved.
  ///
  /// Cells that are pinned, or of which another version is live by now, stay. Readers of earlier
  /// generations still find what was live then.
  public func endCells(
    _ ends: [CellEnd], cityID: Int32, lease: Lease, kind: PublicationKind, runID: Int64,
    at instant: Instant
  ) async throws -> Publication? {
    let rows = try await query(
      Query.endCells.statement,
      [
        .int4(cityID), .text(lease.resource), .uuid(lease.owner), .int8(lease.fence),
        .dateArray(ends.map(\.date)), .int4Array(ends.map(\.version)), .text(kind.rawValue),
        .int8(runID), .timestamptz(instant),
      ])
    return try rows.first.map(Publication.init)
  }
}
