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
      if try await holds().isEmpty { return .done(deed) }
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
      try await connection.release([lease])
      return deed
    }
  }

  private func act(_ lease: Lease) async throws -> InterventionReport.Deed {
    var deed = InterventionReport.Deed(city: city.slug)
    switch intervention.act {
    case .release:
      try await release(lease, &deed)
    case .discard:
      // A withdrawal takes rows out of the same versions, in another order.
      try await connection.holdOffWithdrawals()
      deed.cells = try await connection.discardCells(
        cityID: city.cityID, range: range, at: .now()
      ).count
    case .unpin, .rollBack: break
    }
    return deed
  }

  /// Publishes what is held and was checked against what is live now.
  private func release(_ lease: Lease, _ deed: inout InterventionReport.Deed) async throws {
    let holds = try await holds()
    let pinned = try await connection.pinnedDates(cityID: city.cityID, range: range)
    let live = Dictionary(
      try await connection.liveCells(cityID: city.cityID, range: range).map { ($0.date, $0) }
    ) { first, _ in first }
    let isGone =
      try await connection.knownCities().gone.contains { $0.cityID == city.cityID }
    var moves: [CellMove] = []
    for hold in holds {
      if let reason = refusal(
        of: hold, isPinned: pinned.contains(hold.date), live: live[hold.date]?.version,
        isGone: isGone)
      {
        deed.refused.append(.init(date: hold.date, reason: reason))
      } else if let move = move(hold, live[hold.date]) {
        moves.append(move)
      }
    }
    deed.refused.sort { $0.date < $1.date }
    guard !moves.isEmpty else { return }
    // The ends of a city that is gone come to nothing when it returns at this moment; those of one
    // that is here lie beyond the horizon.
    let publication = try await connection.publish(
      moves, cityID: city.cityID, lease: lease, kind: .release, runID: runID,
      endsAnyCity: !isGone, at: .now())
    deed.generation = publication?.generation
    deed.cells = publication?.dates.count ?? 0
    if isGone { try await connection.removeCity(city.cityID, at: .now()) }
  }

  /// Why a hold cannot be released; nil when it can.
  private func refusal(
    of hold: PlannedHold, isPinned: Bool, live: Int32?, isGone: Bool
  ) -> String? {
    let isEnd = hold.built == nil
    if isPinned { return "a rollback has pinned it" }
    if isEnd, !hold.isBeyondHorizon, !isGone { return "the source has the city again" }
    guard live != hold.baseVersion else { return nil }
    return "what is live has moved; the next run "
      + (isEnd ? "decides anew" : "builds it anew")
  }

  private func move(_ hold: PlannedHold, _ live: StoredCell?) -> CellMove? {
    guard let built = hold.built else { return live.map(CellMove.init(ending:)) }
    return CellMove(
      to: BuiltCell(
        date: built.date, version: built.version, baseVersion: built.baseVersion,
        rowCount: built.rowCount, isFresh: true))
  }

  /// What is held.
  private func holds() async throws -> [PlannedHold] {
    try await connection.heldCells(cityID: city.cityID, range: range).filter { !$0.isDiscarded }
  }
}
