public import Dates
public import Postgres
import SQL

/// A space that a person has taken out of discovery.
public struct WithdrawnSpace: Sendable, Hashable {
  /// The space.
  public var spaceID: Int64
  /// The slug of the city that it stood in, or the city's number.
  public var city: String
  /// Why, if that was said.
  public var reason: String?
  /// Who did it.
  public var withdrawnBy: String
  /// Since when.
  public var withdrawnAt: Instant
}

/// From how much a space was taken out.
public struct WithdrawnCells: Sendable, Hashable {
  /// Versions that listed it, live ones included.
  public var versions = 0
  /// Live cells that listed it.
  public var liveCells = 0

  /// None.
  public init() {}
}

extension Connection {
  /// The numbers of the cities that a space stands or has stood in; none when it is unknown.
  public func cityIDs(ofSpace spaceID: Int64) async throws -> [Int32] {
    try await query(Query.spaceCities.statement, [.int8(spaceID)]).map { try $0.get("city_id") }
  }

  /// Keeps spaces from being withdrawn until the end of the present transaction.
  ///
  /// To be called before its first statement: what is read from then on knows every withdrawal, and
  /// a later one finds what was written.
  public func holdOffWithdrawals() async throws {
    try await run(script: Query.holdOffWithdrawals.sql, name: Query.holdOffWithdrawals.name)
  }

  /// Waits for the batches that are being built, and keeps others from beginning until the end of
  /// the present transaction.
  public func holdOffBuilds() async throws {
    try await run(script: Query.holdOffBuilds.sql, name: Query.holdOffBuilds.name)
  }

  /// Says that what answers show of a city has changed.
  public func moveCatalogueVersion(cityID: Int32) async throws {
    try await execute(Query.moveCatalogueVersion.statement, [.int4(cityID)])
  }

  /// Keeps a space out of whatever is built from now on; false when it is out already.
  public func recordWithdrawal(
    spaceID: Int64, cityID: Int32, reason: String?, by person: String, at instant: Instant
  ) async throws -> Bool {
    try await !query(
      Query.recordWithdrawal.statement,
      [
        .int8(spaceID), .int4(cityID), .optional(reason), .text(person), .timestamptz(instant),
      ]
    ).isEmpty
  }

  /// Takes a space out of every version of a city's cells, whether live, retained or held.
  ///
  /// Needs a transaction that holds off builds. Idempotent.
  public func withdraw(spaceID: Int64, cityID: Int32) async throws -> WithdrawnCells {
    let row = try await query(
      Query.withdrawSpace.statement, [.int4(cityID), .int8(spaceID)])[0]
    var cells = WithdrawnCells()
    cells.versions = Int(try row.get("versions", as: Int32.self))
    cells.liveCells = Int(try row.get("live_cells", as: Int32.self))
    return cells
  }

  /// Lets a space back into what is built from now on; false when it was not out.
  public func undoWithdrawal(
    spaceID: Int64, by person: String, at instant: Instant
  ) async throws -> Bool {
    try await !query(
      Query.undoWithdrawal.statement, [.int8(spaceID), .text(person), .timestamptz(instant)]
    ).isEmpty
  }

  /// Makes stale every version of a city's cells that leaves a space out as withdrawn; returns how
  /// many are live.
  public func doubtCells(spaceID: Int64, cityID: Int32) async throws -> Int {
    let row = try await query(
      Query.doubtCells.statement, [.int4(cityID), .int8(spaceID)])[0]
    return Int(try row.get("live_cells", as: Int32.self))
  }

  /// The spaces that are withdrawn, the latest first.
  public func withdrawnSpaces() async throws -> [WithdrawnSpace] {
    try await query(Query.statusWithdrawals.statement).map { row in
      WithdrawnSpace(
        spaceID: try row.get("space_id"), city: try row.get("city"),
        reason: try row.get("reason"), withdrawnBy: try row.get("withdrawn_by"),
        withdrawnAt: try row.get("withdrawn_at"))
    }
  }
}
