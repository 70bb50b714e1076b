public import Postgres
import SQL

/// Live versions of a city whose facets nobody has counted.
public struct UncountedCells: Sendable, Hashable {
  /// A version.
  public struct Cell: Sendable, Hashable {
    /// Its number.
    public var version: Int32
    /// The number of its result rows.
    public var rowCount: Int32
  }

  /// The versions, the oldest first.
  public var cells: [Cell] = []
  /// How many bits the city's add-ons take.
  public var addOnBits = 0
}

extension Connection {
  /// The live versions of a city whose facets are not stored: those that were published a moment
  /// ago, those of a run that was killed meanwhile, those that a person has released, and those that
  /// a space was withdrawn from.
  public func uncountedCells(cityID: Int32) async throws -> UncountedCells {
    let rows = try await query(Query.uncountedCells.statement, [.int4(cityID)])
    var uncounted = UncountedCells()
    uncounted.cells = try rows.map { row in
      UncountedCells.Cell(version: try row.get("version"), rowCount: try row.get("row_count"))
    }
    uncounted.addOnBits = Int(try rows.first?.get("add_on_bits", as: Int32.self) ?? 0)
    return uncounted
  }

  /// Stores how many rows of some versions of a city each facet counts, so that a request for facets
  /// without filters reads no row; done again it changes nothing.
  ///
  /// Throws `LostLease` when the city is another's, who may prune what is counted here.
  public func countFacets(
    of cells: [UncountedCells.Cell], addOnBits: Int, cityID: Int32, lease: Lease
  ) async throws {
    let sums = AddOnSums(addOnBits: addOnBits, rows: cells.map(\.rowCount).max() ?? 0)
    try await transaction(under: lease) { connection in
      // A space that is withdrawn after the rows were read would be counted for good.
      try await connection.holdOffWithdrawals()
      try await connection.execute(
        sums.statement,
        [
          .int4(cityID), .int4Array(cells.map(\.version)), .int4(Int32(sums.addOnsPerSum)),
          .int4(Int32(sums.countBits)),
        ])
    }
  }
}
