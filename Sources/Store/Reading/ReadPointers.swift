public import Dates
public import Postgres
import SQL

/// A city on a date.
public struct CellName: Hashable, Sendable {
  /// The city's slug.
  public var city: String
  /// The date.
  public var date: LocalDate

  /// The cell of a city on a date.
  public init(city: String, date: LocalDate) {
    self.city = city
    self.date = date
  }
}

/// What is live of a cell.
public struct LivePointer: Hashable, Sendable {
  /// The generation that made it live.
  public var generation: Int64
  /// The instant at which a run last found the cell equal to its inputs.
  public var checkedAsOf: Instant
  /// Whether the cell's rows are grouped into blocks, as those of a large cell are.
  public var hasBlocks: Bool

  /// A pointer of all parts.
  public init(generation: Int64, checkedAsOf: Instant, hasBlocks: Bool) {
    self.generation = generation
    self.checkedAsOf = checkedAsOf
    self.hasBlocks = hasBlocks
  }
}

/// Four numbers of which one moves whenever what is live, how fresh it is, or a catalogue changes.
public struct ReadMarks: Hashable, Sendable {
  /// The newest generation; 0 before the first.
  public var generation: Int64
  /// The newest run that looked at a city; 0 before the first.
  public var runID: Int64
  /// How often runs have looked at cities, as far as that is remembered.
  public var checks: Int64
  /// The sum of the cities' catalogue versions, each of which only grows.
  public var catalogue: Int64

  /// Marks of all parts.
  public init(generation: Int64, runID: Int64, checks: Int64, catalogue: Int64) {
    self.generation = generation
    self.runID = runID
    self.checks = checks
    self.catalogue = catalogue
  }
}

extension Connection {
  /// The channel on which each publication says its generation, and a withdrawal that it was.
  public static let generationChannel = "almanac_generation"

  /// What has happened last.
  public func readMarks() async throws -> ReadMarks {
    let row = try await query(Query.readMarks.statement)[0]
    return ReadMarks(
      generation: try row.get("generation"), runID: try row.get("run_id"),
      checks: try row.get("checks"), catalogue: try row.get("catalogue"))
  }

  /// Every live cell.
  public func readPointers() async throws -> [CellName: LivePointer] {
    let rows = try await query(Query.readPointers.statement)
    var pointers: [CellName: LivePointer] = [:]
    pointers.reserveCapacity(rows.count)
    for row in rows {
      let cell = CellName(city: try row.get("slug"), date: try row.get("date"))
      pointers[cell] = LivePointer(
        generation: try row.get("generation"), checkedAsOf: try row.get("checked_as_of"),
        hasBlocks: try row.get("has_blocks"))
    }
    return pointers
  }
}
