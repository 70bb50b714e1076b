public import Dates
public import Postgres
import SQL

/// A publication as the records keep it.
public struct GenerationRecord: Sendable, Hashable {
  /// Its number.
  public var generation: Int64
  /// The city's number.
  public var cityID: Int32
  /// The city's slug.
  public var city: String
  /// The name of a `PublicationKind`.
  public var kind: String
  /// The run that made it.
  public var runID: Int64?
  /// The run's command; nil when its record is gone.
  public var command: String?
  /// When readers began to see it.
  public var publishedAt: Instant
  /// How many cells it moved.
  public var cells: Int
  /// How many cells of the city were held when it was made.
  public var held: Int
  /// What changed in its cells; nil when nobody has counted.
  public var changes: RowChanges?
  /// Whether everything that was live of the city at it is still there.
  public var isRetained: Bool
  /// Whether what changed can be counted now: what was live before is there too.
  public var isComparable: Bool
}

/// A cell whose version differs between two generations.
public struct ChangedCell: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The version at the earlier generation; nil when the cell did not exist.
  public var earlier: Int32?
  /// The version at the later generation; nil when the cell did not exist.
  public var later: Int32?
  /// The rows of the earlier version.
  public var rowsEarlier: Int
  /// The rows of the later version.
  public var rowsLater: Int
}

/// A price that moved between two versions.
public struct PriceMove: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The space.
  public var spaceID: Int64
  /// The space's name in the later version.
  public var name: String?
  /// The earlier price, in minor units.
  public var oldPrice: Int64
  /// The later price, in minor units.
  public var newPrice: Int64
  /// By which part of the earlier price; infinite from 0.
  public var move: Double
}

extension Connection {
  /// The newest generations of some cities, newest first.
  public func listGenerations(
    cityIDs: [Int32], limit: Int
  ) async throws -> [GenerationRecord] {
    try await query(
      Query.listGenerations.statement, [.int4Array(cityIDs), .int4(Int32(clamping: limit))]
    ).map(GenerationRecord.init)
  }

  /// The cells of a city whose versions differ between two generations, by date.
  public func changedCells(
    cityID: Int32, from earlier: Int64, to later: Int64, range: DateRange
  ) async throws -> [ChangedCell] {
    try await query(
      Query.changedCells.statement,
      [.int4(cityID), .int8(earlier), .int8(later), .date(range.first), .date(range.last)]
    ).map { row in
      ChangedCell(
        date: try row.get("date"), earlier: try row.get("earlier"), later: try row.get("later"),
        rowsEarlier: Int(try row.get("rows_earlier", as: Int32.self)),
        rowsLater: Int(try row.get("rows_later", as: Int32.self)))
    }
  }

  /// The prices that moved farthest between versions of a city's cells, the farthest first.
  public func topChanges(
    _ pairs: [VersionPair], cityID: Int32, limit: Int
  ) async throws -> [PriceMove] {
    guard !pairs.isEmpty else { return [] }
    return try await query(
      Query.topChanges.statement,
      [
        .int4(cityID), .int4Array(pairs.map(\.version)), .int4Array(pairs.map(\.earlier)),
        .int4(Int32(clamping: limit)),
      ]
    ).map { row in
      PriceMove(
        date: try row.get("date"), spaceID: try row.get("space_id"), name: try row.get("name"),
        oldPrice: try row.get("old_price"), newPrice: try row.get("new_price"),
        move: try row.get("move"))
    }
  }
}

extension GenerationRecord {
  fileprivate init(_ row: Row) throws {
    let added = try row.get("rows_added", as: Int64?.self)
    let removed = try row.get("rows_removed", as: Int64?.self)
    let changed = try row.get("rows_changed", as: Int64?.self)
    self.init(
      generation: try row.get("generation"), cityID: try row.get("city_id"),
      city: try row.get("slug"), kind: try row.get("kind"), runID: try row.get("run_id"),
      command: try row.get("command"), publishedAt: try row.get("published_at"),
      cells: Int(try row.get("cells", as: Int32.self)),
      held: Int(try row.get("held", as: Int32.self)), changes: nil,
      isRetained: try row.get("is_retained"), isComparable: try row.get("is_comparable"))
    if let added, let removed, let changed {
      changes = RowChanges(added: Int(added), removed: Int(removed), changed: Int(changed))
    }
  }
}
