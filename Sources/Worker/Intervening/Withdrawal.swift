public import Dates
public import Postgres
public import Store

/// The removal of a space from discovery, for a legal or a safety reason, and its return.
///
/// It needs no lease: it waits for the batch that is being built, at most, and whatever a run has
/// built by then, it changes too.
public struct Withdrawal: Sendable {
  /// The space.
  public var spaceID: Int64
  /// Who asks for it.
  public var person: String

  /// A withdrawal; see the properties.
  public init(spaceID: Int64, person: String) {
    self.spaceID = spaceID
    self.person = person
  }

  /// Takes the space out of every live, retained and held version in one transaction, and keeps it
  /// out of what is built later.
  ///
  /// Done again it changes nothing.
  public func perform(
    reason: String?, on connection: Connection, at instant: Instant
  ) async throws -> WithdrawnCells {
    let cityIDs = try await cities(connection)
    return try await connection.transaction { connection in
      try await connection.holdOffBuilds()
      if let cityID = cityIDs.last {
        _ = try await connection.recordWithdrawal(
          spaceID: spaceID, cityID: cityID, reason: reason, by: person, at: instant)
      }
      var cells = WithdrawnCells()
      for cityID in cityIDs {
        try await connection.moveCatalogueVersion(cityID: cityID)
        let removed = try await connection.withdraw(spaceID: spaceID, cityID: cityID)
        cells.versions += removed.versions
        cells.liveCells += removed.liveCells
      }
      return cells
    }
  }

  /// Lets the space back: what leaves it out is stale from now on, so that the next run, or a
  /// refresh, builds it anew; returns how many live cells are.
  ///
  /// Throws `RunError.notWithdrawn` when the space was not out.
  public func undo(on connection: Connection, at instant: Instant) async throws -> Int {
    let cityIDs = try await cities(connection)
    return try await connection.transaction { connection in
      try await connection.holdOffBuilds()
      guard
        try await connection.undoWithdrawal(spaceID: spaceID, by: person, at: instant)
      else { throw RunError.notWithdrawn(spaceID) }
      var cells = 0
      for cityID in cityIDs {
        cells += try await connection.doubtCells(spaceID: spaceID, cityID: cityID)
      }
      return cells
    }
  }

  private func cities(_ connection: Connection) async throws -> [Int32] {
    let cityIDs = try await connection.cityIDs(ofSpace: spaceID)
    guard !cityIDs.isEmpty else { throw RunError.unknownSpace(spaceID) }
    return cityIDs
  }
}
