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

  /// What became of one city: it was rolled back, or a prune came first while its lease was waited
  /// for.
  private enum Ending: Sendable {
    case done(RolledBack)
    case refused(RunError)
  }

  /// Does it for the cities, and tells of each in their order.
  func perform(_ cities: [BuiltCity], into report: inout InterventionReport) async throws {
    let end = ContinuousClock.now.advanced(by: wait)
    var endings: [Int32: Ending] = [:]
    while true {
      let left = cities.filter { endings[$0.cityID] == nil }
      endings.merge(try await attempt(left)) { first, _ in first }
      guard endings.count < cities.count, ContinuousClock.now < end else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    for city in cities {
      switch endings[city.cityID] {
      case .done(let done): report.deeds.append(.init(city: city.slug, done))
      case .refused(let error): report.refused.append(error)
      case nil:
        report.busy.append(
          BusyCity(city: city.slug, holder: try await connection.holder(of: city.resource)))
      }
    }
  }

  /// The leases are taken and given back inside the transaction: nobody sees them, and an end of
  /// this process leaves nothing to expire.
  private func attempt(_ cities: [BuiltCity]) async throws -> [Int32: Ending] {
    try await connection.transaction { connection in
      let leases = Dictionary(
        try await connection.acquireLeases(
          cities.map(\.resource).sorted(), owner: owner, runID: runID, seconds: 60
        ).map { ($0.resource, $0) }
      ) { first, _ in first }
      let taken = cities.filter { leases[$0.resource] != nil }
      guard !taken.isEmpty else { return [:] }
      // Whoever had the leases may have pruned what is to be gone back to.
      let kept = Set(
        try await connection.standing(of: generation).filter(\.isRetained).map(\.city.cityID))
      var endings: [Int32: Ending] = [:]
      for city in taken where !kept.contains(city.cityID) {
        endings[city.cityID] = .refused(
          try await connection.notRetained(generation, of: [city], example: city))
      }
      let done = try await connection.rollBack(
        Dictionary(
          taken.filter { kept.contains($0.cityID) }.compactMap { city in
            leases[city.resource].map { (city.cityID, $0) }
          }
        ) { first, _ in first },
        owner: owner, to: generation, range: range, runID: runID, at: .now())
      endings.merge(done.mapValues(Ending.done)) { first, _ in first }
      try await connection.release(Array(leases.values))
      return endings
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
