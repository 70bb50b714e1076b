import Dates
import Postgres
import Store

/// A return to what was live of some cities at a generation.
///
/// All cities whose leases can be had at once are moved by one statement in one transaction; those
/// that another process works on follow when they are free.
struct Rollback {
  let generation: Int64
  let range: DateRange
  let wait: Duration
  let owner: String
  let runID: Int64
  let connection: Connection

  /// Does it for the cities; returns what was done, in their order, and the cities that were busy.
  func perform(
    _ cities: [BuiltCity]
  ) async throws -> (deeds: [InterventionReport.Deed], busy: [BusyCity]) {
    let end = ContinuousClock.now.advanced(by: wait)
    var done: [Int32: RolledBack] = [:]
    while true {
      let left = cities.filter { done[$0.cityID] == nil }
      done.merge(try await attempt(left)) { first, _ in first }
      guard done.count < cities.count, ContinuousClock.now < end else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    let deeds = cities.compactMap { city in
      done[city.cityID].map { InterventionReport.Deed(city: city.slug, $0) }
    }
    var busy: [BusyCity] = []
    for city in cities where done[city.cityID] == nil {
      busy.append(
        BusyCity(city: city.slug, holder: try await connection.holder(of: city.resource)))
    }
    return (deeds, busy)
  }

  /// The leases are taken and given back inside the transaction: nobody sees them, and an end of
  /// this process leaves nothing to expire.
  private func attempt(_ cities: [BuiltCity]) async throws -> [Int32: RolledBack] {
    let named = Dictionary(uniqueKeysWithValues: cities.map { ($0.resource, $0.cityID) })
    return try await connection.transaction { connection in
      let leases = try await connection.acquireLeases(
        named.keys.sorted(), owner: owner, runID: runID, seconds: 60)
      guard !leases.isEmpty else { return [:] }
      let done = try await connection.rollBack(
        Dictionary(
          leases.compactMap { lease in named[lease.resource].map { ($0, lease) } }
        ) { first, _ in first },
        owner: owner, to: generation, range: range, runID: runID, at: .now())
      try await connection.release(leases)
      return done
    }
  }
}

extension BuiltCity {
  /// What is leased by who works on the city.
  var resource: String { "city/\(cityID)" }
}

extension InterventionReport.Deed {
  fileprivate init(city: String, _ done: RolledBack) {
    self.init(city: city)
    (generation, cells, pinned) = (done.generation, done.moved, done.pinned)
  }
}
