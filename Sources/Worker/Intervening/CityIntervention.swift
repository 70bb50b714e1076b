import Dates
import Postgres
import Store

/// An act on one city, other than a rollback.
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
      let ends = try await connection.heldEnds(cityID: city.cityID)
      if try await holds().isEmpty, ends.isEmpty { return .done(deed) }
    case .rollBack: break
    }
    let end = ContinuousClock.now.advanced(by: intervention.wait)
    let resource = city.resource
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
    case .release:
      try await release(lease, &deed)
    case .discard:
      deed.cells = try await connection.discardCells(
        cityID: city.cityID, range: range, at: .now()
      ).count
    case .unpin, .rollBack: break
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
    let ends = try await ends(pinned: pinned, versions, &deed)
    deed.refused.sort { $0.date < $1.date }
    if !cells.isEmpty {
      deed.note(
        try await connection.publish(
          cells, cityID: city.cityID, lease: lease, kind: .release, runID: runID, at: .now()))
    }
    if !ends.isEmpty {
      deed.note(
        try await connection.endCells(
          ends, cityID: city.cityID, lease: lease, kind: .release, runID: runID, at: .now()))
      try await connection.removeCity(city.cityID, at: .now())
    }
  }

  /// The held ends of cells that can be released.
  private func ends(
    pinned: Set<LocalDate>, _ versions: [LocalDate: Int32], _ deed: inout InterventionReport.Deed
  ) async throws -> [CellEnd] {
    let held = try await connection.heldEnds(cityID: city.cityID)
      .filter { range.contains($0.date) && !$0.isDiscarded }
    guard !held.isEmpty else { return [] }
    let isBack = try await connection.sourceCities().contains { $0.cityID == city.cityID }
    var ends: [CellEnd] = []
    for end in held {
      if pinned.contains(end.date) {
        deed.refused.append(.init(date: end.date, reason: "a rollback has pinned it"))
      } else if isBack {
        deed.refused.append(.init(date: end.date, reason: "the source has the city again"))
      } else if let version = versions[end.date], version == end.baseVersion {
        ends.append(CellEnd(date: end.date, version: version))
      } else {
        deed.refused.append(
          .init(date: end.date, reason: "what is live has moved; the next run decides anew"))
      }
    }
    return ends
  }

  /// The versions that are held.
  private func holds() async throws -> [StoredCell] {
    try await connection.heldCells(cityID: city.cityID, range: range)
      .filter { !$0.isDiscarded }.map(\.built)
  }
}

extension InterventionReport.Deed {
  fileprivate mutating func note(_ publication: Publication?) {
    guard let publication else { return }
    generation = publication.generation
    cells += publication.dates.count
  }
}
