import Calendars
import Dates
import Discovery
import Expansion
import Live
import Postgres

/// The live path with habits: the endpoint as it is before anybody has looked at it.
struct HabitualPath {
  let habits: Habits
  let url: String
  /// The job file that requests are answered by.
  let jobFile: String
  let connection: Connection
  /// The configuration in memory, for those without the habit of reading it.
  let kept: LivePath
  /// The statement for those that leave the page to SQL.
  let page: SourcePage

  /// Answers a request, and returns the spaces of its page.
  func answer(_ request: BenchRequest) async throws -> [Int64] {
    let query = try LiveQuery(request.pairs)
    guard habits.contains(.applicationWork) else {
      let city = try await kept.city(query.city, from: connection)
      return try await page.spaces(
        of: request, in: city, day: try day(of: city, on: query.date), from: connection)
    }
    var spaces: [Int64] = []
    // What is read a second time gives the same page in another order, which is thrown away.
    for _ in 0..<(habits.contains(.repeatedQuery) ? 2 : 1) {
      spaces = try await page(query).items.map(\.space.spaceID)
    }
    return spaces
  }

  private func day(of city: City, on date: LocalDate) throws -> Day {
    let path = habits.contains(.freshConfiguration) ? try HabitualPath.path(jobFile) : kept
    return try path.day(of: city, on: date)
  }

  private func page(_ query: LiveQuery) async throws -> LivePage {
    let sessions = try await sessions()
    let city = try await kept.city(query.city, from: connection)
    var source = try await SourceSnapshot(ofCity: city.id, on: query.date, from: connection)
    if habits.contains(.itemLookups) {
      for space in source.spaces { try await lookUp(space, in: city, on: query.date, &source) }
    }
    let cell = LiveCell(
      city: city, date: query.date, day: try day(of: city, on: query.date), source: source,
      weights: kept.job.weights)
    for session in sessions { await session.close() }
    return LiveSelection(query, of: cell).page()
  }

  /// The sessions that are opened for a request beside the one that is there.
  private func sessions() async throws -> [Connection] {
    guard habits.contains(.fiveSessions) else { return [] }
    var sessions: [Connection] = []
    for _ in 0..<4 {
      sessions.append(try await Connection.open(.worker(url: url, applicationName: "before")))
    }
    return sessions
  }

  /// Asks for one space's venue, add-ons and price.
  private func lookUp(
    _ space: SourceSpace, in city: City, on date: LocalDate, _ source: inout SourceSnapshot
  ) async throws {
    let (cityID, spaceID) = (Parameter.int4(city.id), Parameter.int8(space.spaceID))
    _ = try await connection.query(
      Self.venue, [cityID, .int8(space.venueID)])
    for row in try await connection.query(Self.addOns, [cityID, spaceID]) {
      source.addOns[space.spaceID, default: []].insert(try row.get("add_on"))
    }
    let prices = habits.contains(.missingIndex) ? Self.unindexedPrices : Self.prices
    _ = try await connection.query(prices, [cityID, spaceID, .date(date)])
  }

  /// The configuration as the files have it now.
  static func path(_ file: String) throws -> LivePath {
    let loaded = LoadedJob(file, from: .disk, environment: [:])
    guard let job = loaded.job else {
      throw BenchError.unreadable(program: file, output: loaded.report)
    }
    return LivePath(job: job, calendars: loaded.calendars, instant: .now())
  }

  private static let venue = Statement(
    "before_venue", "select name, active from source.venue where city_id = $1 and venue_id = $2")
  private static let addOns = Statement(
    "before_add_ons", "select add_on from source.space_add_on where city_id = $1 and space_id = $2")
  private static let prices = price(in: "source")
  private static let unindexedPrices = price(in: "bench")

  private static func price(in schema: String) -> Statement {
    Statement(
      "before_price_\(schema)",
      """
      select price_minor from \(schema).price_override
      where city_id = $1 and space_id = $2 and starts_on <= $3 and ends_on > $3
      order by starts_on desc, price_minor limit 1
      """)
  }
}
