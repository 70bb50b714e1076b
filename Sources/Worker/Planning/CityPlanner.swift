import Dates
import Discovery
import Expansion
import Postgres
import Store

/// Finds out what is to be done for a city.
struct CityPlanner {
  let city: City
  let request: RunRequest
  let expander: Expander
  let connection: Connection
  /// The source that the ledgers speak of.
  let sourceIdentity: Int64

  /// The city's date at the run's instant.
  var today: LocalDate { request.today ?? city.today(at: request.instant) }

  /// Makes Almanac's copy of the city's catalogue equal the source; needs a transaction of one
  /// snapshot.
  func syncCatalogue(at instant: Instant) async throws -> CatalogueFingerprint {
    try await connection.syncCatalogue(
      cityID: city.id, slug: city.slug, currency: city.currency, at: instant)
  }

  /// The days that are asked for, as far as the horizon; nil when none of them is.
  func days() async throws -> CityDays? {
    let job = expander.job
    guard let range = request.dateRange(within: job.horizon.dates(from: today)) else { return nil }
    // A rule of a venue or space is to move the days of its own city only.
    let places = try await connection.places(
      cityID: city.id, venues: job.scopeKeys(.venue).compactMap { Int64($0) },
      spaces: job.scopeKeys(.space).compactMap { Int64($0) })
    return CityDays(
      try expander.expand(
        city, dates: range, today: today,
        places: LayeredPlaces(venues: places.venues, spaces: places.spaces)))
  }

  /// Compares the inputs of each date with those of its live version.
  func plan(
    _ days: CityDays, range: DateRange, catalogue: CatalogueFingerprint
  ) async throws -> CityPlan {
    let prints = try await connection.fingerprints(cityID: city.id, range: range)
    let present = prints.compactMap { print -> (date: LocalDate, ledger: Ledger)? in
      guard let day = days.days[print.date] else { return nil }
      return (
        print.date,
        Ledger(
          dayHash: day.hash, calendarsHash: days.holidaysHashes[print.date] ?? 0,
          catalogueHash: catalogue.hash, addOnsHash: catalogue.addOnsHash,
          bookingsHash: print.bookingsHash, pricesHash: print.pricesHash,
          scoreHash: expander.job.weights.fingerprint(in: city.currency),
          sourceIdentity: sourceIdentity)
      )
    }
    return CityPlan.comparing(
      present: present,
      live: try await connection.liveCells(cityID: city.id, range: range),
      unpublished: try await connection.unpublishedCells(cityID: city.id, range: range),
      isFull: request.isFull)
  }

  /// What is to be done, with nothing changed in the database.
  func dryPlan() async throws -> CityPlan {
    guard let days = try await self.days(), let range = days.range else { return CityPlan() }
    let plan = Planned()
    do {
      try await connection.transaction(isolation: .repeatableRead) { _ in
        let catalogue = try await syncCatalogue(at: request.instant)
        await plan.set(try await self.plan(days, range: range, catalogue: catalogue))
        // The cards had to be made to be compared; nobody is to see them.
        throw Undo()
      }
    } catch is Undo {}
    return await plan.value
  }
}

/// Ends a transaction whose changes are not wanted.
private struct Undo: Error {}

private actor Planned {
  private(set) var value = CityPlan()
  func set(_ value: CityPlan) { self.value = value }
}
