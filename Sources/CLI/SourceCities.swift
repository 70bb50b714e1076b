import Calendars
import Expansion
import Postgres
import Store

/// The cities of the source as a job's rules see them.
struct SourceCities {
  /// Every city that there is.
  var cities: [City]
  /// What the source shows of the job's categories, venues and spaces.
  var places: [Diagnostic]

  /// Reads them; throws when the database cannot be read, or a city's row cannot be used.
  static func read(for job: Job, _ global: GlobalOptions) async throws -> SourceCities {
    let connection = try await Connection.open(try await global.workerSettings("config"))
    do {
      let found = try await read(for: job, on: connection)
      await connection.close()
      return found
    } catch let fault as City.Fault {
      await connection.close()
      throw ReportedFailure(.dataError, "source.city: \(fault)")
    } catch {
      await connection.close()
      throw error
    }
  }

  private static func read(for job: Job, on connection: Connection) async throws -> SourceCities {
    let known = try await connection.knownCities()
    if let fault = known.faults.first { throw fault.error }
    let cities = try known.present.map { source in
      try City(
        id: source.cityID, slug: source.slug, name: source.name, country: source.country,
        subdivision: source.subdivision, timeZone: source.timeZone, currency: source.currency)
    }
    let found = try await connection.namedPlaces(
      categories: !job.scopeKeys(.category).isEmpty,
      venues: job.scopeKeys(.venue).compactMap { Int64($0) },
      spaces: job.scopeKeys(.space).compactMap { Int64($0) })
    let places = LayeredPlaces(
      categories: found.categories, venues: found.venues, spaces: found.spaces)
    return SourceCities(cities: cities, places: job.findings(of: places))
  }
}
