import Dates
import Postgres
import Store

/// An act on one city.
struct CityIntervention {
  let intervention: Intervention
  let city: BuiltCity
  let owner: String
  let runID: Int64
  let connection: Connection

  enum Ending {
    case done(InterventionReport.Deed)
    case busy(BusyCity)
  }

  private var range: DateRange { intervention.range }

  /// Does it in one transaction, once the city's lease can be had.
  func perform() async throws -> Ending {
    var deed = InterventionReport.Deed(city: city.slug)
    switch intervention.act {
    case .unpin:
      // Moves nothing: a run at work is not in its way.
      deed.cells = try await connection.deletePins(cityID: city.cityID, range: range)
      return .done(deed)
    case .release, .discard:
      // A city without anything held is not to be waited for.
      if try await holds().isEmpty { return .done(deed) }
    case .rollBack: break
    }
    let end = ContinuousClock.now.advanced(by: intervention.wait)
    let resource = "city/\(city.cityID)"
    while true {
      if let deed = try await attempt(resource) { return .done(deed) }
      guard ContinuousClock.now < end else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    return .busy(
      BusyCity(city: city.slug, holder: try await connection.holder(of: resource)))
  }

  /// The lease is taken and given back inside the transaction: nobody sees it, and an end of this
  /// process leaves nothing to expire.
  private func attempt(_ resource: String) async throws -> InterventionReport.Deed? {
    try await connection.transaction { connection in
      guard
        let lease = try await connection.acquireLease(
          resource, owner: owner, runID: runID, seconds: 60)
      else { return nil }
      let deed = try await act(lease)
      try await connection.release(lease)
      return deed
    }
  }

  private func act(_ lease: Lease) async throws -> InterventionReport.Deed {
    var deed = InterventionReport.Deed(city: city.slug)
    switch intervention.act {
    case .rollBack(let generation):
      let done = try await connection.rollBack(
        cityID: city.cityID, to: generation, range: range, lease: lease, runID: runID, at: .now())
      (deed.generation, deed.cells, deed.pinned) = (done.generation, done.moved, done.pinned)
    case .release:
      try await release(lease, &deed)
    case .discard:
      deed.cells = try await connection.discardCells(
        cityID: city.cityID, range: range, at: .now()
      ).count
    case .unpin: break
    }
    return deed
  }

  /// Publishes what is held and was checked against what is live now.
  private func release(_ lease: Lease, _ deed: inout InterventionReport.Deed) async throws {
    let pinned = try await connection.pinnedDates(cityID: city.cityID, range: range)
    let live = try await connection.liveCells(cityID: city.cityID, range: range)
    let versions = Dictionary(live.map { ($0.date, $0.version) }) { first, _ in first }
    var cells: [BuiltCell] = []
    for held in try await holds() {
      if pinned.contains(held.date) {
        deed.refused.append(.init(date: held.date, reason: "a rollback has pinned it"))
      } else if versions[held.date] != held.baseVersion {
        deed.refused.append(
          .init(date: held.date, reason: "what is live has moved; the next run builds it anew"))
      } else {
        cells.append(
          BuiltCell(
            date: held.date, version: held.version, baseVersion: held.baseVersion,
            rowCount: held.rowCount, isFresh: true))
      }
    }
    deed.refused.sort { $0.date < $1.date }
    guard !cells.isEmpty else { return }
    let publication = try await connection.publish(
      cells, cityID: city.cityID, lease: lease, kind: .release, runID: runID, at: .now())
    deed.generation = publication?.generation
    deed.cells = publication?.dates.count ?? 0
  }

  /// The versions that are held.
  private func holds() async throws -> [StoredCell] {
    try await connection.heldCells(cityID: city.cityID, range: range)
      .filter { !$0.isDiscarded }.map(\.built)
  }
}
