public import Calendars
public import Dates
public import Expansion
public import Postgres
import SQL

/// The discovery endpoint as an ordinary application has it: each request reads the source,
/// expands the rules, walks the holidays, joins, prices, filters and sorts.
///
/// It is written for clarity and shares neither SQL nor filters, orders and prices with what it is
/// compared with. The steps stand apart, so that a caller may keep what it has read:
/// `city`, `day`, `SourceSnapshot`, `LiveCell`, `LiveSelection`, `LivePage`.
public struct LivePath: Sendable {
  /// The rules.
  public let job: Job
  /// The calendars that they name.
  public let calendars: CalendarLibrary
  /// The instant from which each city's today is computed.
  public let instant: Instant
  /// The date to take for every city's today instead.
  public var today: LocalDate?

  /// A path by the rules of a job that has no errors.
  public init(job: Job, calendars: CalendarLibrary, instant: Instant, today: LocalDate? = nil) {
    self.job = job
    self.calendars = calendars
    self.instant = instant
    self.today = today
  }

  /// The city of a slug; throws `LiveRefusal` when the source has none or the job leaves it out.
  public func city(_ slug: String, from connection: Connection) async throws -> City {
    let rows = try await connection.query(Query.liveCity.statement, [.text(slug)])
    guard let row = rows.first else { throw LiveRefusal.unknownCity }
    let city = try City(row)
    guard job.cities.contains(city) else { throw LiveRefusal.unknownCity }
    return city
  }

  /// The cities that the job covers, in order of their slugs; one whose zone or currency is unknown
  /// is left out, as a run leaves it.
  public func cities(from connection: Connection) async throws -> [City] {
    try await connection.query(Query.liveCities.statement).compactMap { row in
      do {
        return try City(row)
      } catch is City.Fault {
        return nil
      }
    }.filter(job.cities.contains)
  }

  /// The dates that the job builds for a city.
  public func horizon(of city: City) -> DateRange {
    job.horizon.dates(from: today ?? city.today(at: instant))
  }

  /// The rules of a date; throws `LiveRefusal` for a date beyond the horizon, in the past, or that
  /// the city's clock never showed.
  public func day(of city: City, on date: LocalDate) throws -> Day {
    let horizon = horizon(of: city)
    guard horizon.contains(date) else { throw LiveRefusal.dateNotBuilt }
    let expander = Expander(job: job, calendars: calendars, cities: [city])
    let expanded = try expander.expand(
      city, dates: DateRange(first: date, days: 1), today: horizon.first)
    guard let day = expanded.days.first else { throw LiveRefusal.dateNotBuilt }
    return day
  }

  /// The cell of a city and date from the source as it is now, all of it seen at one moment.
  public func cell(
    _ slug: String, on date: LocalDate, from connection: Connection
  ) async throws -> LiveCell {
    try await connection.transaction(isolation: .repeatableRead, readOnly: true) { connection in
      let city = try await city(slug, from: connection)
      let day = try day(of: city, on: date)
      let source = try await SourceSnapshot(ofCity: city.id, on: date, from: connection)
      return LiveCell(city: city, date: date, day: day, source: source, weights: job.weights)
    }
  }

  /// The first page of the answer to a request, with nothing remembered from earlier ones.
  public func answer(
    _ pairs: [(name: String, value: String)], from connection: Connection
  ) async throws -> LivePage {
    let query = try LiveQuery(pairs)
    let cell = try await cell(query.city, on: query.date, from: connection)
    return LiveSelection(query, of: cell).page()
  }
}

extension City {
  fileprivate init(_ row: Row) throws {
    try self.init(
      id: try row.get("city_id"), slug: try row.get("slug"), name: try row.get("name"),
      country: try row.get("country"), subdivision: try row.get("subdivision"),
      timeZone: try row.get("time_zone"), currency: try row.get("currency"))
  }
}
