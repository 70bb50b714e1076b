import Calendars
import Dates
public import Expansion
import Foundation
public import Postgres
import Store

/// One execution of a job over its cities.
public struct Run: Sendable {
  let request: RunRequest
  let rules: JobRules
  let settings: ConnectionSettings
  let connections: WarmConnections
  let interruption: Interruption
  let meter: ProgressMeter
  /// One a process, never a host name: containers share those.
  let processID: String

  var job: Job { rules.job }

  /// A run that is yet to be performed.
  ///
  /// `report` is called at every step, from any thread, one call at a time.
  public init(
    _ request: RunRequest, rules: JobRules, settings: ConnectionSettings,
    interruption: Interruption, report: @escaping @Sendable (RunProgress) -> Void
  ) {
    self.request = request
    self.rules = rules
    self.settings = settings
    connections = WarmConnections(settings)
    processID = UUID().uuidString
    self.interruption = interruption
    meter = ProgressMeter(report: report)
  }

  /// A run on connections that outlive it, by a process that performs one after the other: leases
  /// that an earlier one could not give back are its own.
  package init(
    _ request: RunRequest, rules: JobRules, connections: WarmConnections, processID: String,
    settings: ConnectionSettings, interruption: Interruption
  ) {
    self.processID = processID
    self.request = request
    self.rules = rules
    self.connections = connections
    self.settings = settings
    self.interruption = interruption
    meter = ProgressMeter { _ in }
  }

  /// Plans, builds and publishes; one city's failure does not stop the others.
  ///
  /// Throws only when nothing can be begun: no database, another schema than ours, calendars that
  /// cannot be used, or a city that does not exist.
  public func perform() async throws -> RunReport {
    do {
      try await connections.lend { try await Migrator.ours.requireCurrent($0) }
      let report = try await performWarm()
      await connections.close()
      return report
    } catch {
      await connections.close()
      throw error
    }
  }

  /// `perform`, which leaves the connections open, on a database that has been looked at.
  package func performWarm() async throws -> RunReport {
    let start = Instant.now()
    switch try await connections.lend({ try await begin(at: start, on: $0) }) {
    case .done(let report): return report
    case .begun(let beginning):
      do {
        return try await perform(beginning)
      } catch {
        await breakOff(beginning.runID, error)
        throw error
      }
    }
  }

  /// A run that has begun, and what is known by then.
  private struct Beginning {
    let runID: Int64
    let instant: Instant
    let known: KnownCities
    let standing: SourceStanding
    let quiet: QuietCities
    /// What is to be worked on by the rules; nil where they are not asked for.
    let selection: CitySelectionOutcome?

    var cities: [City] { quiet.steady ?? selection?.expander.cities ?? [] }
    var departed: [City] { selection?.departed ?? [] }
  }

  private enum Start {
    case done(RunReport)
    case begun(Beginning)
  }

  /// Finds out whether there is anything to look at, and records that the run has begun.
  private func begin(at start: Instant, on connection: Connection) async throws -> Start {
    let known = try await knownCities(connection)
    let standing = try await connection.sourceStanding()
    let quiet = try await quietCities(known, standing, at: start, on: connection)
    if quiet.isAll { return .done(try await finish(quiet, at: start, on: connection)) }
    let selection = try quiet.steady == nil ? selection(known) : nil
    return .begun(
      Beginning(
        runID: try await startRun(at: start, on: connection), instant: start, known: known,
        standing: standing, quiet: quiet, selection: selection))
  }

  /// Works on the cities of a run that has begun; no connection is held but by those who work.
  private func perform(_ run: Beginning) async throws -> RunReport {
    let inputs = try await connections.lend { try await prepare(run, on: $0) }
    let busy = run.cities.filter { request.prunes || run.quiet.cells[$0.id] == nil }
    let idle = run.cities.filter { !busy.contains($0) }
    meter.update { progress in
      progress.cities = run.cities.count + run.departed.count
      progress.citiesDone = idle.count
    }
    var results = (run.selection?.failedResults ?? []) + idle.map(run.quiet.result)
    results += await withHeartbeat { await self.work(.build, on: busy, inputs, runID: run.runID) }
    // Who takes the place of another comes first, so that requests never go without an answer.
    if request.builds { try await connections.lend { _ = try await $0.syncSlugs() } }
    results += await withHeartbeat {
      await self.work(.remove, on: run.departed, inputs, runID: run.runID)
    }
    var report = RunReport(runID: run.runID, results: results, findings: request.findings)
    report.note(run.cities)
    // Some of the cities do not tell what is odd for all of them.
    if request.coversAllCities { report.notices = run.selection?.expander.diagnostics ?? [] }
    try await connections.lend { [report] connection in
      try await finish(report, runID: run.runID, on: connection)
    }
    return report
  }

  /// Records what is known before any city is worked on; answers what all the work goes by.
  private func prepare(_ run: Beginning, on connection: Connection) async throws -> CityInputs {
    for (cityID, failure) in run.selection?.faults ?? [] {
      guard let cityID else { continue }
      try await connection.recordFailure(
        failure, runID: run.runID, cityID: cityID, at: run.instant)
    }
    if request.builds {
      try await connection.spreadChanges()
      try await connection.noteDepartures()
      try await connection.syncSlugs()
    }
    try await record(run.quiet, runID: run.runID, at: run.instant, on: connection)
    return CityInputs(
      expander: DeferredExpander(job) {
        try (run.selection ?? selection(run.known)).expander
      },
      cities: run.cities.count, standing: run.standing,
      check: try request.check?(rules.calendars()),
      quietness: quietness(try fingerprint(run.selection), run.known), quiet: run.quiet.cells)
  }

  /// Records why the run ends before its time: else it would look at work, and then killed.
  private func breakOff(_ runID: Int64, _ error: any Error) async {
    try? await connections.lend { connection in
      try await connection.finishRun(
        runID, outcome: .interrupted, at: .now(), cells: CellCounts(), rowsWritten: 0,
        peakRSSBytes: peakResidentBytes(), note: "\(error)")
    }
  }

  /// What the rules are remembered by; nil when every run is to say something of them.
  private func fingerprint(_ selection: CitySelectionOutcome?) throws -> Int64? {
    // The rules of steady cities are those that have been read and found good before.
    guard let selection else { return rules.fingerprint }
    let isOdd = request.coversAllCities && !selection.expander.diagnostics.isEmpty
    return isOdd ? nil : try rules.provenFingerprint()
  }

  /// Records that the run begins, and which others have ended without a word.
  func startRun(at start: Instant, on connection: Connection) async throws -> Int64 {
    try await connection.abandonRuns(at: start, seconds: request.leaseSeconds)
    return try await connection.startRun(
      command: request.command, processID: processID, instant: request.instant, at: start)
  }

  /// What `perform` would build, and why; changes nothing and needs no lease.
  public func plan() async throws -> RunReport {
    let connection = try await connections.take()
    do {
      try await Migrator.ours.requireCurrent(connection)
      let selection = try self.selection(try await knownCities(connection))
      let expander = selection.expander
      let standing = try await connection.sourceStanding()
      var results = selection.failedResults
      for city in selection.departed {
        let removal = CityRemoval(city: city, request: request, job: job, connection: connection)
        var result = CityResult()
        result.plan = removal.plannedCells(try await removal.plan())
        results.append(result)
      }
      for city in expander.cities {
        let planner = CityPlanner(
          city: city, request: request, expander: DeferredExpander(job) { expander },
          connection: connection, standing: standing, quietness: nil)
        let plan = try await planner.dryPlan()
        var result = CityResult()
        result.plan = plan.plannedCells(of: city.slug)
        result.counts.unchanged = plan.unchanged
        results.append(result)
      }
      var report = RunReport(runID: nil, results: results)
      report.estimate = PlanEstimate(report.plan, rates: try await connection.buildRates())
      await connection.close()
      return report
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The cities of the source, and those that it has no more; throws when one that is asked for is
  /// in neither.
  private func knownCities(_ connection: Connection) async throws -> KnownCities {
    let known = try await connection.knownCities()
    for slug in request.cities ?? [] where !known.has(slug) {
      throw RunError.unknownCity(slug, known: known.present.map(\.slug))
    }
    return known
  }

  /// The job's cities that are asked for, ready for expansion; those that cannot be are apart.
  private func selection(_ known: KnownCities) throws -> CitySelectionOutcome {
    let calendars = try rules.calendars()
    // A source without any city is more likely broken than closed down: nothing is removed.
    let departed =
      known.present.isEmpty || !request.coversCities ? [] : known.gone.filter(request.names)
    var outcome = CitySelectionOutcome(
      known.present.filter(request.names), known: known, departed: departed,
      faults: known.faults.filter(request.names), job: job, calendars: calendars)
    if let calendar = request.calendar {
      let slugs = outcome.slugs(withCalendar: calendar)
      guard !slugs.isEmpty else { throw RunError.unusedCalendar(calendar) }
      outcome = CitySelectionOutcome(
        known.present.filter { request.names($0) && slugs.contains($0.slug) }, known: known,
        job: job, calendars: calendars)
    }
    guard !outcome.isEmpty else {
      if known.present.isEmpty, known.faults.isEmpty { throw RunError.emptySource }
      throw RunError.noCity(wanted: request.cities ?? [])
    }
    if let error = outcome.expander.diagnostics.first(where: { $0.severity == .error }) {
      throw error
    }
    return outcome
  }

  /// Works on the cities, a few at a time; results in the order of the cities.
  private func work(
    _ task: CityWorker.Work, on cities: [City], _ inputs: CityInputs, runID: Int64
  ) async -> [CityResult] {
    guard !cities.isEmpty else { return [] }
    let workers = max(1, min(request.workers, cities.count))
    let queue = WorkQueue(cities)
    return await withTaskGroup(of: [Int: CityResult].self) { group in
      for _ in 0..<workers {
        group.addTask {
          await CityWorker(run: self, work: task, runID: runID, inputs: inputs).perform(queue)
        }
      }
      let results = await group.reduce(into: [:]) { all, some in
        all.merge(some) { first, _ in first }
      }
      return results.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  func finish(
    _ report: RunReport, runID: Int64, on connection: Connection
  ) async throws {
    let now = Instant.now()
    // Those whose leases this run has waited for are gone by now.
    try await connection.abandonRuns(at: now, seconds: request.leaseSeconds)
    if request.prunes {
      try await connection.pruneHistory(before: now.adding(seconds: -90 * 86_400))
      try await connection.pruneWatch(before: now.adding(seconds: -86_400))
      try await connection.pruneChanges(before: now.adding(seconds: -2 * CityBuild.trustSeconds))
    }
    try await connection.finishRun(
      runID, outcome: report.outcome, at: now, cells: report.cells,
      rowsWritten: report.rowsWritten, peakRSSBytes: report.peakRSSBytes, note: report.note)
  }

  /// Runs `body` while another connection prolongs the leases of this process.
  private func withHeartbeat<T: Sendable>(_ body: @escaping @Sendable () async -> T) async -> T {
    await withTaskGroup(of: T?.self) { group in
      group.addTask {
        await Heartbeat(of: processID, seconds: request.leaseSeconds, settings).beat()
        return nil
      }
      group.addTask { await body() }
      var value: T?
      while value == nil, let next = await group.next() { value = next }
      group.cancelAll()
      // The heart only ever returns nil, so the body's value has come.
      guard let value else { preconditionFailure("a run ended without a result") }
      return value
    }
  }
}
