public import Dates
public import Postgres
import Store

/// Finds out what differs between two generations, a few cells at a time.
public struct GenerationComparer: Sendable {
  /// The earlier generation.
  public var from: Int64
  /// The later generation.
  public var to: Int64
  /// The slugs of the cities; nil for all.
  public var cities: [String]?
  /// The only date to look at; nil for all.
  public var date: LocalDate?
  /// How many cells and prices to name.
  public var top: Int

  /// A comparison; see the properties.
  public init(from: Int64, to: Int64, cities: [String]?, date: LocalDate?, top: Int) {
    self.from = from
    self.to = to
    self.cities = cities
    self.date = date
    self.top = top
  }

  /// Compares; what is kept in memory does not grow with the rows.
  ///
  /// Throws when one of the generations is not retained in one of the cities.
  public func perform(on connection: Connection) async throws -> GenerationDifference {
    let wanted = try await connection.builtCities(cities)
    let before = try await connection.requireRetained(from, among: wanted)
    let after = try await connection.requireRetained(to, among: wanted)
    var difference = GenerationDifference(from: from, to: to)
    for city in wanted where before.contains(city) || after.contains(city) {
      let sums = try await compare(city, connection, &difference)
      guard sums != GenerationDifference.Sums() else { continue }
      difference.cities.append((city.slug, sums))
      difference.total = difference.total + sums
    }
    return difference
  }

  private func compare(
    _ city: BuiltCity, _ connection: Connection, _ difference: inout GenerationDifference
  ) async throws -> GenerationDifference.Sums {
    let range = date.map { DateRange(first: $0, days: 1) } ?? .all
    let cells = try await connection.changedCells(
      cityID: city.cityID, from: from, to: to, range: range)
    var sums = GenerationDifference.Sums()
    for cell in cells where cell.pair == nil { sums.addOneSided(cell) }
    for pairs in cells.batches() {
      let compared = try await connection.compareCells(pairs, cityID: city.cityID)
      for cell in compared { sums.add(cell) }
      difference.name(compared, of: city.slug, top: top)
      let moves = try await connection.topChanges(pairs, cityID: city.cityID, limit: top)
      difference.name(moves, of: city.slug, top: top)
    }
    return sums
  }
}

extension ChangedCell {
  /// Both versions; nil when there is only one.
  var pair: VersionPair? {
    guard let earlier, let later else { return nil }
    return VersionPair(version: later, earlier: earlier)
  }
}

extension [ChangedCell] {
  /// The pairs of versions in parts of about as many rows as a statement of a build handles.
  func batches() -> [[VersionPair]] {
    var batches: [[VersionPair]] = []
    var rows = Int.max
    for cell in self {
      guard let pair = cell.pair else { continue }
      let more = cell.rowsEarlier + cell.rowsLater
      if rows > CityBuild.rowsPerBatch - more {
        batches.append([])
        rows = 0
      }
      batches[batches.count - 1].append(pair)
      rows += more
    }
    return batches
  }
}

extension GenerationDifference {
  fileprivate mutating func name(_ cells: [CellComparison], of city: String, top: Int) {
    topCells += cells.filter { $0.added + $0.removed > 0 }.map { cell in
      let rows = RowChanges(added: cell.added, removed: cell.removed, changed: cell.changed)
      return Cell(city: city, date: cell.date, rows: rows, rowsBefore: cell.rowsBefore)
    }
    topCells.sort { $0.rows.added + $0.rows.removed > $1.rows.added + $1.rows.removed }
    topCells.removeLast(Swift.max(0, topCells.count - top))
  }

  fileprivate mutating func name(_ moves: [PriceMove], of city: String, top: Int) {
    topMoves += moves.map { Move(city: city, price: $0) }
    topMoves.sort { $0.price.move > $1.price.move }
    topMoves.removeLast(Swift.max(0, topMoves.count - top))
  }
}
