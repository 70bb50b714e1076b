import Dates
import Expansion
import Postgres
import Store

/// The end of a city that the source has no more: its live cells end in one publication, unless a
/// gate holds that, and from then on it is unknown.
///
/// Rollbacks and readers of earlier generations still find what was live before.
struct CityRemoval {
  let city: City
  let request: RunRequest
  let job: Job
  let connection: Connection

  /// What is to be done with the live cells of the city.
  struct Plan {
    /// Those that are to end.
    var ends: [StoredCell] = []
    /// Those that a rollback has fixed.
    var pinned: [LocalDate] = []
    /// Those of `ends` that were held before, as they are.
    var held: Set<LocalDate> = []
    /// How many a person has decided to keep.
    var kept = 0

    /// Whether nothing of the city is live.
    var isEmpty: Bool { ends.isEmpty && pinned.isEmpty && kept == 0 }
  }

  /// Compares what is live with what pins and decisions say.
  func plan() async throws -> Plan {
    let live = try await connection.liveCells(cityID: city.id, range: .all)
    let pinned = try await connection.pinnedDates(cityID: city.id, range: .all)
    let held = try await heldEnds()
    var plan = Plan()
    for cell in live.sorted(by: { $0.date < $1.date }) {
      let hold = held.first { $0.date == cell.date && $0.baseVersion == cell.version }
      if pinned.contains(cell.date) {
        plan.pinned.append(cell.date)
      } else if hold?.isDiscarded == true, !request.isFull {
        plan.kept += 1
      } else {
        plan.ends.append(cell)
        if hold?.isDiscarded == false { plan.held.insert(cell.date) }
      }
    }
    return plan
  }

  private func heldEnds() async throws -> [PlannedHold] {
    try await connection.heldCells(cityID: city.id, range: .all)
      .filter { $0.built == nil && !$0.isBeyondHorizon }
  }

  /// What a plan shows of the city.
  func plannedCells(_ plan: Plan) -> [PlannedCell] {
    let breach = job.gates(for: city).breach(ending: plan.ends)
    let ends = plan.ends.map { cell -> PlannedCell in
      let isHeld = breach != nil && plan.held.contains(cell.date)
      return PlannedCell(
        city: city.slug, date: cell.date, reasons: isHeld ? [.gone, .held] : [.gone])
    }
    return ends
      + plan.pinned.map { PlannedCell(city: city.slug, date: $0, reasons: [.gone, .pinned]) }
  }

  /// Ends or holds the cells, under the city's lease; does nothing when the source has the city again.
  func perform(
    runID: Int64, lease: Lease, into result: inout CityResult
  ) async throws {
    guard try await connection.knownCities().gone.contains(where: { $0.cityID == city.id }) else {
      return
    }
    let plan = try await plan()
    result.plan = plannedCells(plan)
    result.counts.pinned += plan.pinned.count
    result.counts.unchanged += plan.kept
    let now = Instant.now()
    if let breach = job.gates(for: city).breach(ending: plan.ends) {
      try await hold(plan, breach, runID: runID, lease: lease, at: now)
    } else if !plan.ends.isEmpty {
      let publication = try await end(plan.ends, runID: runID, lease: lease, at: now)
      result.generation = publication?.generation
      result.counts.published += publication?.dates.count ?? 0
      result.counts.superseded += plan.ends.count - (publication?.dates.count ?? 0)
    }
    if plan.isEmpty {
      try await connection.transaction(under: lease) { try await $0.removeCity(city.id, at: now) }
    }
    try await report(plan, runID: runID, lease: lease, at: now, &result)
  }

  private func end(
    _ ends: [StoredCell], runID: Int64, lease: Lease, at instant: Instant
  ) async throws -> Publication? {
    try await connection.transaction(under: lease) { connection in
      let publication = try await connection.publish(
        ends.map(CellMove.init(ending:)), cityID: city.id, lease: lease, kind: request.kind,
        runID: runID, at: instant)
      try await connection.removeCity(city.id, at: instant)
      return publication
    }
  }

  private func hold(
    _ plan: Plan, _ breach: GateBreach, runID: Int64, lease: Lease, at instant: Instant
  ) async throws {
    let hash = job.gates(for: city).fingerprint
    let cells = plan.ends.filter { !plan.held.contains($0.date) }
      .map { HeldCell(ending: $0, breach, hash: hash) }
    try await connection.hold(cells, cityID: city.id, lease: lease, runID: runID, at: instant)
  }

  /// Tells what is held, and that the city was looked at.
  private func report(
    _ plan: Plan, runID: Int64, lease: Lease, at instant: Instant, _ result: inout CityResult
  ) async throws {
    let ending = Set(plan.ends.map(\.date))
    result.held = try await heldEnds()
      .filter { !$0.isDiscarded && ending.contains($0.date) }.map(\.hold)
    result.counts.held = result.held.count
    let dates = plan.ends.map(\.date)
    guard result.counts.held > 0, let first = dates.first, let last = dates.last,
      let range = DateRange(first: first, last: last)
    else { return }
    let today = request.today ?? city.today(at: request.instant)
    try await connection.transaction(under: lease) { connection in
      try await connection.recordChecks(
        [(city.id, DateCheck(range: range, today: today))], runID: runID, inputsAsOf: instant)
    }
  }
}

extension DateRange {
  /// Every date that can be written.
  static let all = DateRange(first: LocalDate(dayNumber: -719_162), days: 3_652_059)
}
