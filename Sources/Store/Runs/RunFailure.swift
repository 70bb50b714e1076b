public import Dates
public import Postgres
import SQL

/// A city that failed in a run.
public struct RunFailure: Sendable, Hashable, CustomStringConvertible {
  /// The city's slug.
  public var city: String
  /// The stage in which it failed.
  public var stage: String
  /// Why.
  public var message: String
  /// The code of the server's error, such as `42501`, while the run's report is at hand.
  public var sqlState: String?

  /// A failure; see the properties.
  public init(city: String, stage: String, message: String, sqlState: String? = nil) {
    self.city = city
    self.stage = stage
    self.message = message
    self.sqlState = sqlState
  }

  /// A failure by an error, which need not name the city once more.
  public init(city: String, stage: String, cause: any Error) {
    self.init(
      city: city, stage: stage,
      message: (cause as? CatalogueError)?.reason ?? String(describing: cause),
      sqlState: (cause as? PostgresError).flatMap { error in
        // A null where none may be, met by the reader.
        error.kind == .column ? "22004" : error.sqlState
      })
  }

  /// One line for the user.
  public var description: String { "\(city) failed in \(stage): \(message)" }
}

/// A failure after which no run has got on with the city.
public struct StandingFailure: Sendable, Hashable {
  /// The run in which the city failed last.
  public var runID: Int64
  /// The city, and why.
  public var failure: RunFailure
}

extension Connection {
  /// For how long the failure of a watch counts: it looks at every city each minute.
  private static let watchSeconds = 600.0

  /// The cities of the source that failed when they were last looked at, also those of which nothing
  /// was ever built.
  public func standingFailures(at instant: Instant) async throws -> [StandingFailure] {
    let rows = try await query(
      Query.standingFailures.statement,
      [.timestamptz(instant.adding(seconds: -Connection.watchSeconds))])
    guard !rows.isEmpty else { return [] }
    // Where the source cannot be read, nobody knows whether a city is gone from it.
    let present = (try? await knownCities().present).map { Set($0.map(\.cityID)) }
    return try rows.compactMap { row in
      guard present?.contains(try row.get("city_id")) ?? true else { return nil }
      return StandingFailure(
        runID: try row.get("run_id"),
        failure: RunFailure(
          city: try row.get("city"), stage: try row.get("stage"), message: try row.get("message")))
    }
  }
}
