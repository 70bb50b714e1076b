public import Postgres
import SQL

/// What building a cell of a city has taken so far; nil where nothing is known.
public struct BuildRate: Sendable, Hashable {
  /// Result rows of a live cell, on average.
  public var rowsPerCell: Double?
  /// Seconds of the build stage for a cell, on average over the runs that are recorded.
  public var secondsPerCell: Double?

  /// A rate of both parts.
  public init(rowsPerCell: Double?, secondsPerCell: Double?) {
    self.rowsPerCell = rowsPerCell
    self.secondsPerCell = secondsPerCell
  }
}

extension Connection {
  /// What a cell of each city has taken, by slug.
  public func buildRates() async throws -> [String: BuildRate] {
    var rates: [String: BuildRate] = [:]
    for row in try await query(Query.buildRates.statement) {
      rates[try row.get("slug")] = BuildRate(
        rowsPerCell: try row.get("rows_a_cell"), secondsPerCell: try row.get("seconds_a_cell"))
    }
    return rates
  }
}
