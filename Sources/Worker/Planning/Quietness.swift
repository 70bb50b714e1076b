import Dates
import Expansion
import Postgres
import Store

/// Tells of which cities nothing can have changed, without a look at their calendars or cells.
struct Quietness {
  /// What the rules and the cities of the source hash to; nil when nobody can say.
  let hash: Int64?
  let request: RunRequest
  let job: Job

  /// With the fingerprint of the rules, and every city that the source or Almanac knows.
  init(fingerprint: Int64?, known: [SourceCity], request: RunRequest, job: Job) {
    let cities = known.map(\.words).joined(separator: "\n")
    hash = fingerprint.map { StableHash.hash(Array("\($0) \(job.path)\n\(cities)".utf8)) }
    self.request = request
    self.job = job
  }

  /// What the cells of a city would be made of on its date `today`; the source's rows of it apart,
  /// whose changes are written down.
  func hash(of city: City, today: LocalDate) -> Int64? {
    hash.map { StableHash.hash(Array("\($0) \(city.id) \(today)".utf8)) }
  }

  /// Those of the cities of which nothing but bookings and prices can have changed, by number.
  ///
  /// A run over certain dates, or one that builds all, is told of none.
  func quietCities(
    among cities: [City], _ standing: SourceStanding, by process: String, at instant: Instant,
    on connection: Connection
  ) async throws -> [Int32: SteadyCity] {
    guard let mark = standing.mark, request.mayBeQuiet else { return [:] }
    let questions = cities.compactMap { city in
      let today = request.today ?? city.today(at: request.instant)
      return hash(of: city, today: today).map { hash in
        QuietQuestion(
          cityID: city.id, slug: city.slug, hash: hash, horizon: job.horizon.dates(from: today))
      }
    }
    guard !questions.isEmpty else { return [:] }
    return try await connection.quietCities(
      questions, mark: mark, comparedAfter: instant.adding(seconds: -CityBuild.trustSeconds),
      by: process)
  }
}

extension SourceCity {
  /// Everything that the source says of the city, in one line.
  fileprivate var words: String {
    [
      "\(cityID)", slug, name, country, subdivision ?? "", timeZone, currency, "\(latitude)",
      "\(longitude)",
    ].joined(separator: "\u{1f}")
  }
}
