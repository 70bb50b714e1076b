public import Postgres
public import Store

/// The newest generations, with what changed in each.
public struct GenerationListing: Sendable {
  /// The slugs of the cities; nil for all.
  public var cities: [String]?
  /// How many generations.
  public var limit: Int

  /// A listing; see the properties.
  public init(cities: [String]?, limit: Int) {
    self.cities = cities
    self.limit = limit
  }

  /// Lists them, the newest first; what nobody counted at publication is counted now, as long as
  /// what was live before is still there.
  public func perform(on connection: Connection) async throws -> [GenerationRecord] {
    let wanted = try await connection.builtCities(cities)
    var records = try await connection.listGenerations(
      cityIDs: wanted.map(\.cityID), limit: limit)
    for index in records.indices where records[index].changes == nil {
      guard records[index].isComparable else { continue }
      records[index].changes = try await changes(records[index], connection)
    }
    return records
  }

  private func changes(
    _ record: GenerationRecord, _ connection: Connection
  ) async throws -> RowChanges {
    let cells = try await connection.changedCells(
      cityID: record.cityID, from: record.generation - 1, to: record.generation,
      range: .all)
    var sums = GenerationDifference.Sums()
    for cell in cells where cell.pair == nil { sums.addOneSided(cell) }
    for pairs in cells.batches() {
      for cell in try await connection.compareCells(pairs, cityID: record.cityID) {
        sums.add(cell)
      }
    }
    return sums.rows
  }
}
