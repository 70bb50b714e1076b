public import Dates
public import Postgres
import SQL

/// What is live of a city.
public struct CityStatus: Sendable, Hashable {
  /// The city.
  public var city: String
  /// The first live date.
  public var from: LocalDate?
  /// The last live date.
  public var to: LocalDate?
  /// The number of live cells.
  public var cells: Int
  /// The number of rows in them.
  public var rows: Int64
  /// When the cell that has stood longest was built.
  public var oldestBuiltAt: Instant?
  /// As of when the live cell from today on that was compared with its inputs longest ago was;
  /// without such a cell, when a run last compared any.
  public var checkedAt: Instant?
  /// The live cells from today on that the last run of no command has reached, if any.
  public var unreached: UnreachedCells?
  /// Versions that a check has kept back.
  public var held: Int
  /// Cells that a rollback has fixed.
  public var pinned: Int
}

/// Cells of a city that a rollback has fixed.
public struct PinStatus: Sendable, Hashable {
  /// The city.
  public var city: String
  /// What the rollback went back to.
  public var generation: Int64
  /// The first of the dates.
  public var from: LocalDate
  /// The last of the dates.
  public var to: LocalDate
  /// How many they are.
  public var cells: Int
  /// Since when.
  public var pinnedAt: Instant
}

/// A run in short.
public struct RunStatus: Sendable, Hashable {
  /// Its number.
  public var runID: Int64
  /// The command as its user named it.
  public var command: String
  /// When it began.
  public var startedAt: Instant
  /// When it ended; nil while it runs.
  public var finishedAt: Instant?
  /// How it ended.
  public var outcome: String
  /// Why it did not end well, unless its cells say so.
  public var note: String?
  /// What became of its cells.
  public var cells: CellCounts
  /// Result rows written.
  public var rowsWritten: Int64
}

extension Connection {
  /// The number of the newest publication; 0 before the first.
  public func lastGeneration() async throws -> Int64 {
    try await query(Query.lastGeneration.statement)[0].get("generation")
  }

  /// What is live, city by city; `today` stands for every city's own date.
  public func cityStatus(
    at instant: Instant, today: LocalDate? = nil, far: FarDates? = nil
  ) async throws -> [CityStatus] {
    let freshness = try await cityFreshness(at: instant, today: today, far: far)
    return try await query(Query.statusCities.statement).map { row in
      let city: String = try row.get("slug")
      let lastCheck: Instant? = try row.get("checked_at")
      return CityStatus(
        city: city, from: try row.get("first_date"), to: try row.get("last_date"),
        cells: Int(try row.get("cells", as: Int32.self)), rows: try row.get("rows_live"),
        oldestBuiltAt: try row.get("oldest_built_at"),
        checkedAt: freshness[city]?.checkedAt ?? lastCheck, unreached: freshness[city]?.unreached,
        held: try row.count("held"), pinned: try row.count("pinned"))
    }
  }

  /// What rollbacks have fixed, by city and generation.
  public func pins() async throws -> [PinStatus] {
    try await query(Query.statusPins.statement).map { row in
      PinStatus(
        city: try row.get("slug"), generation: try row.get("generation"),
        from: try row.get("first_date"), to: try row.get("last_date"),
        cells: try row.count("cells"), pinnedAt: try row.get("pinned_at"))
    }
  }

  /// The latest runs, newest first.
  public func latestRuns(_ count: Int) async throws -> [RunStatus] {
    try await query(Query.statusRuns.statement, [.int(count)]).map { row in
      var cells = CellCounts()
      cells.built = try row.count("cells_built")
      cells.published = try row.count("cells_published")
      cells.unchanged = try row.count("cells_unchanged")
      cells.held = try row.count("cells_held")
      cells.superseded = try row.count("cells_superseded")
      cells.failed = try row.count("cells_failed")
      return RunStatus(
        runID: try row.get("run_id"), command: try row.get("command"),
        startedAt: try row.get("started_at"), finishedAt: try row.get("finished_at"),
        outcome: try row.get("outcome"), note: try row.get("note"), cells: cells,
        rowsWritten: try row.get("rows_written"))
    }
  }
}

extension Row {
  func count(_ name: String) throws -> Int { Int(try get(name, as: Int32.self)) }
}
