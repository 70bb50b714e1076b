import Dates
import Discovery
import Expansion
import Postgres
import Store

/// The work on one city: catalogue, days, plan, build, gate, verify, publish, facets, prune.
///
/// Needs the city's lease. Every stage leaves a state from which the next run carries on.
struct CityBuild {
  let city: City
  let request: RunRequest
  let inputs: CityInputs
  let connection: Connection
  let runID: Int64
  let lease: Lease
  let meter: ProgressMeter
  let interruption: Interruption
  /// Rows that a batch should not exceed by much: keeps a statement, and the wait for a stop, short.
  static let rowsPerBatch = 120_000
  /// The dates that the build statement numbers.
  static let datesPerBatch = 1_000
  /// For how long what was compared in full is trusted to be known of by its changes alone.
  static let trustSeconds = 7.0 * 86_400

  private var job: Job { inputs.expander.job }

  private var planner: CityPlanner {
    CityPlanner(
      city: city, request: request, expander: inputs.expander, connection: connection,
      standing: inputs.standing, quietness: inputs.quietness)
  }

  /// Does the work; throws the first error together with the stage it came from.
  func perform(into result: inout CityResult) async throws {
    if let cells = inputs.quiet[city.id] {
      result.counts.unchanged = cells
    } else if request.builds {
      try await renew(&result)
      try await confirm(result)
    }
    try await endBeyondHorizon(&result)
    try await prune(&result)
  }

  /// Makes a checkpoint of what a rebuild has left as it is.
  private func confirm(_ result: CityResult) async throws {
    guard request.kind == .rebuild, result.generation == nil, !result.isInterrupted else { return }
    try await connection.confirmGenerations(ofCities: [city.id], runID: runID, at: .now())
  }

  /// Ends a city that the source has no more.
  func remove(into result: inout CityResult) async throws {
    if request.builds {
      try await stage(.publish, &result) { result in
        try await CityRemoval(
          city: city, request: request, job: job, connection: connection
        ).perform(runID: runID, lease: lease, into: &result)
      }
    }
    try await prune(&result)
  }

  /// A part of pruning, of a run that would have built the cells were they within the horizon.
  private func endBeyondHorizon(_ result: inout CityResult) async throws {
    guard request.prunes, request.builds, request.kind == .rebuild, request.coversCities,
      !result.isInterrupted
    else { return }
    // A replay of an earlier day ends nothing that is within the horizon of the present one.
    let today = max(planner.today, city.today(at: request.instant))
    try await stage(.prune, &result) { result in
      try await HorizonEnd(
        city: city, request: request, job: job, connection: connection
      ).perform(runID: runID, lease: lease, today: today, into: &result)
    }
  }

  private func prune(_ result: inout CityResult) async throws {
    guard request.prunes, !result.isInterrupted else { return }
    // A replay of a later day takes nothing away that is not past yet.
    let today = min(planner.today, city.today(at: request.instant))
    try await stage(.prune, &result) { result in
      result.pruned = try await connection.prune(
        cityID: city.id, lease: lease, today: today,
        retention: Retention(job.retention), at: .now(),
        isStopping: { interruption.isRequested })
    }
  }

  /// Builds and publishes what is stale.
  private func renew(_ result: inout CityResult) async throws {
    let inputsAsOf = Instant.now()
    let pending = try await planner.pendingChanges(at: inputsAsOf)
    let catalogue = try await stage(.catalogue, &result) { _ in
      if let kept = try await planner.keptCatalogue(pending) { return kept }
      return try await connection.transaction(isolation: .repeatableRead) { connection in
        try await connection.holdOffWithdrawals()
        return try await planner.syncCatalogue(at: inputsAsOf)
      }
    }
    let days = try await stage(.days, &result) { _ in
      let days = try await planner.days(pending)
      if let days, !days.areKept { try await connection.write(days: days.fresh, cityID: city.id) }
      return days
    }
    guard let days else { return }
    guard days.areKept else {
      return try await renew(days, catalogue, pending, at: inputsAsOf, &result)
    }
    try await connection.reusePlans()
    do {
      try await renew(days, catalogue, pending, at: inputsAsOf, &result)
    } catch {
      try? await connection.renewPlans()
      throw error
    }
    try await connection.renewPlans()
  }

  private func renew(
    _ days: CityDays, _ catalogue: CatalogueFingerprint, _ pending: PendingChanges,
    at inputsAsOf: Instant, _ result: inout CityResult
  ) async throws {
    let plan = try await stage(.plan, &result) { result in
      let plan = try await planner.plan(days, catalogue: catalogue, pending: pending)
      result.counts.unchanged += plan.unchanged + plan.discarded
      result.counts.pinned += plan.pinned.count
      try await connection.dropHeldCells(plan.freed, cityID: city.id, lease: lease)
      return plan
    }
    result.plan = plan.plannedCells(of: city.slug)
    let context = BuildContext(
      cityID: city.id, runID: runID, today: planner.today, inputsAsOf: inputsAsOf,
      weights: job.weights, currency: city.currency)
    var cells = try await stage(.build, &result) { result in
      try await build(
        plan.orders, days, spaces: catalogue.spaces, in: context, &result)
    }
    guard !result.isInterrupted else { return }
    cells += plan.adopted
    let verdict = try await stage(.gate, &result) { _ in
      try await judge(cells, days, spaces: catalogue.spaces)
    }
    let checked = try await check(verdict.passed, days, &result)
    try await stage(.publish, &result) { result in
      let published = try await publish(
        checked.passed, held: verdict.held.count + checked.held.count, &result)
      if plan.knowsHolds || verdict.held.count + checked.held.count > 0 {
        try await report(held: days.range, &result)
      }
      let superseded = Set(cells.map(\.date)).subtracting(published)
        .subtracting((verdict.held + checked.held).map(\.date))
      let done = result
      try await connection.transaction(under: lease) { connection in
        try await connection.recordChecks(
          plan.checks(on: planner.today, but: superseded).map { (city.id, $0) }, runID: runID,
          inputsAsOf: inputsAsOf)
        try await settle(pending, plan, days.range, at: inputsAsOf, done)
      }
    }
    try await countFacets(&result)
  }

  /// Stores what facets count of whatever is live by now and uncounted: no reader waits for it, and
  /// what a run that is killed leaves uncounted the next one finds.
  private func countFacets(_ result: inout CityResult) async throws {
    try await stage(.facets, &result) { _ in
      let uncounted = try await connection.uncountedCells(cityID: city.id)
      let batch = batch(spaces: Int(uncounted.cells.map(\.rowCount).max() ?? 0))
      for start in stride(from: 0, to: uncounted.cells.count, by: batch)
      where !interruption.isRequested {
        let end = min(start + batch, uncounted.cells.count)
        try await connection.countFacets(
          of: Array(uncounted.cells[start..<end]), addOnBits: uncounted.addOnBits, cityID: city.id,
          lease: lease)
      }
    }
  }

  /// Forgets the changes that have been looked at, and says how far the ledger is right.
  ///
  /// Nothing is forgotten that another publication came before or that lies beyond the range. A
  /// cell that is stale and stays so, pinned or held, is found again only by comparing.
  private func settle(
    _ pending: PendingChanges, _ plan: CityPlan, _ range: DateRange, at instant: Instant,
    _ result: CityResult
  ) async throws {
    guard result.counts.superseded == 0,
      range == planner.horizon || pending.dates.allSatisfy(range.contains)
    else { return }
    let all = plan.orders.count + plan.adopted.count + plan.unchanged
    let isRight =
      plan.lookedAt == [range] && plan.keptBack.isEmpty
      && result.counts.published + result.counts.unchanged == all
    let horizon = planner.horizon
    // Nothing is remembered of a part.
    let quiet = isRight && range == horizon ? quietMark(cells: all, pending, result) : nil
    if let trusted = pending.trusted, isRight {
      let common = DateRange(
        first: max(trusted.first, horizon.first), last: min(trusted.last, horizon.last))
      let right = range == horizon ? horizon : common
      if right != trusted || range == horizon {
        try await connection.moveTrust(cityID: city.id, to: right, quiet: quiet)
      }
    } else if !isRight || range == horizon {
      try await connection.keepTrust(
        cityID: city.id, mark: isRight ? inputs.standing.mark : nil,
        generation: pending.generation, at: instant, range: horizon, quiet: quiet)
    }
    try await connection.settle(pending)
  }

  /// What the city is recognised by as long as nothing changes.
  private func quietMark(
    cells: Int, _ pending: PendingChanges, _ result: CityResult
  ) -> QuietMark? {
    inputs.quietness.hash(of: city, today: planner.today).map { hash in
      QuietMark(hash: hash, generation: result.generation ?? pending.generation, cells: cells)
    }
  }

  /// Holds what fails a gate; done before the publication, so that a run that is killed in between
  /// leaves nothing that the next one would publish unchecked.
  private func judge(
    _ cells: [BuiltCell], _ days: CityDays, spaces: Int
  ) async throws -> GateVerdict {
    let gate = CityGate(
      cityID: city.id, gates: job.gates(for: city), today: planner.today,
      connection: connection)
    let verdict = try await gate.judge(cells, days: days.marks, batch: batch(spaces: spaces))
    try await connection.hold(
      verdict.held, cityID: city.id, lease: lease, runID: runID, at: .now())
    return verdict
  }

  /// Compares some of the new versions with the source, when that is asked for; holds those that are
  /// wrong, and leaves out those whose inputs have moved: the next run builds them anew.
  private func check(
    _ cells: [BuiltCell], _ days: CityDays, _ result: inout CityResult
  ) async throws -> CityCheck.Verdict {
    guard let check = inputs.check, !cells.isEmpty else { return CityCheck.Verdict(passed: cells) }
    return try await stage(.verify, &result) { result in
      let cityCheck = CityCheck(
        check: check, sample: max(1, request.checkedVersions / inputs.cities), city: city,
        planner: planner, connection: connection)
      let verdict = try await cityCheck.judge(cells, days: days)
      try await connection.hold(
        verdict.held, cityID: city.id, lease: lease, runID: runID, at: .now())
      result.counts.superseded += cells.count - verdict.passed.count - verdict.held.count
      return verdict
    }
  }

  /// Reports what is held of the run's dates, by this run or an earlier one.
  private func report(held range: DateRange, _ result: inout CityResult) async throws {
    let holds = try await connection.heldCells(cityID: city.id, range: range)
      .filter { !$0.isDiscarded }
    guard !holds.isEmpty else { return }
    let pinned = try await connection.pinnedDates(cityID: city.id, range: range)
    result.held = holds.filter { !pinned.contains($0.date) }.map(\.hold)
    result.counts.held = result.held.count
  }

  /// Up to how many spaces are judged anew while the rest of the cells is copied; 0: nothing is.
  private func patchLimit(_ days: CityDays, spaces: Int) -> Int {
    // Cells with blocks, which are of more rows, are built whole.
    days.areKept && spaces <= 10_000 ? max(10, spaces / 4) : 0
  }

  /// How many cells a statement works on.
  private func batch(spaces: Int) -> Int {
    max(1, min(CityBuild.datesPerBatch, CityBuild.rowsPerBatch / max(1, spaces)))
  }

  private func build(
    _ orders: [CellOrder], _ days: CityDays, spaces: Int, in context: BuildContext,
    _ result: inout CityResult
  ) async throws -> [BuiltCell] {
    meter.update { $0.cells += orders.count }
    let batch = batch(spaces: spaces)
    var fresh: [BuiltCell] = []
    for start in stride(from: 0, to: orders.count, by: batch) {
      guard !interruption.isRequested else {
        result.isInterrupted = true
        break
      }
      let part = Array(orders[start..<min(start + batch, orders.count)])
      let steps = part.map { days.marks[$0.date]?.priceSteps ?? 0 }.max() ?? 0
      let built = try await connection.build(
        part, in: context, priceSteps: steps, builtAt: .now(),
        patchLimit: patchLimit(days, spaces: spaces))
      let rows = built.filter(\.isFresh).reduce(Int64(0)) { $0 + Int64($1.rowCount) }
      result.counts.built += built.count
      result.counts.unchanged += built.count { !$0.isFresh }
      result.rowsWritten += rows
      fresh += built.filter(\.isFresh)
      // The live version is right again: what was held of these dates is not wanted any more.
      try await connection.dropHeldCells(
        built.filter { !$0.isFresh }.map(\.date), cityID: context.cityID, lease: lease)
      meter.update { progress in
        progress.cellsDone += built.count
        progress.rows += rows
      }
    }
    return fresh
  }

  /// Publishes cells; returns the dates that moved.
  private func publish(
    _ cells: [BuiltCell], held: Int, _ result: inout CityResult
  ) async throws -> Set<LocalDate> {
    guard !cells.isEmpty else { return [] }
    let publication = try await connection.publish(
      cells.map(CellMove.init(to:)), cityID: city.id, lease: lease, kind: request.kind,
      runID: runID, held: held, at: .now())
    let published = publication?.dates ?? []
    result.generation = publication?.generation
    result.counts.published += published.count
    result.counts.superseded += cells.count - published.count
    return published
  }

  /// Runs a stage, keeps its time and failure, and reports it.
  private func stage<T>(
    _ stage: BuildStage, _ result: inout CityResult,
    _ body: (inout CityResult) async throws -> T
  ) async throws -> T {
    let start = ContinuousClock.now
    let before = (cells: result.counts.built, rows: result.rowsWritten)
    do {
      let value = try await body(&result)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let cells = stage == .build ? result.counts.built - before.cells : 0
      result.stages[stage.rawValue, default: StageCost()].add(
        seconds, cells: cells, rows: result.rowsWritten - before.rows)
      let finished = RunProgress.FinishedStage(
        city: city.slug, stage: stage.rawValue, seconds: seconds, cells: cells,
        rows: result.rowsWritten - before.rows)
      meter.update { $0.finished = finished }
      return value
    } catch let error as PostgresError where error.sqlState == "22003" {
      let cause = CatalogueError.outOfRange(city: city.slug, message: error.message)
      throw StageFailure(stage: stage, cause: cause)
    } catch {
      throw StageFailure(stage: stage, cause: error)
    }
  }
}

extension StageCost {
  fileprivate mutating func add(_ seconds: Double, cells: Int, rows: Int64) {
    self.seconds += seconds
    self.cells += cells
    rowsWritten += rows
  }
}
