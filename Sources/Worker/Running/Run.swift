public import Calendars
import Dates
public import Expansion
import Foundation
public import Postgres
import Store

/// One execution of a job over its cities.
public struct Run: Sendable {
  let request: RunRequest
  let job: Job
  let calendars: CalendarLibrary
  let settings: ConnectionSettings
  let connections: WarmConnections
  let interruption: Interruption
  let meter: ProgressMeter
  /// One a process, never a host name: containers share those.
  let processID: String

  /// A run that is yet to be performed.
  ///
  /// `report` is called at every step, from any thread, one call at a time.
  public init(
    _ request: RunRequest, job: Job, calendars: CalendarLibrary, settings: ConnectionSettings,
    interruption: Interruption, report: @escaping @Sendable (RunProgress) -> Void
  ) {
    self.request = request
    self.job = job
    self.calendars = calendars
    self.settings = settings
    connections = WarmConnections(settings)
    processID = UUID().uuidString
    self.interruption = interruption
    meter = ProgressMeter(report: report)
  }

  /// A run on connections that outlive it, by a process that performs one after the other: leases
  /// that an earlier one could not give back are its own.
  package init(
    _ request: RunRequest, job: Job, calendars: CalendarLibrary, connections: WarmConnections,
    processID: String, settings: ConnectionSettings, interruption: Interruption
  ) {
    self.processID = processID
    self.request = request
    self.job = job
    self.calendars = calendars
    self.settings = settings
    self.connections = connections
    self.interruption = interruption
    meter = ProgressMeter { _ in }
  }

  /// Plans, builds and publishes; one city's failure does not stop the others.
  ///
  /// Throws only when nothing can be begun: no database, or a city that does not exist.
  public func perform() async throws -> RunReport {
    do {
      let report = try await performWarm()
      await connections.close()
      return report
    } catch {
      await connections.close()
      throw error
    }
  }

  /// `perform`, which leaves the connections open.
  package func performWarm() async throws -> RunReport {
    let connection = try await connections.take()
    let start = Instant.now()
    do {
      let selection = try await self.selection(connection)
      try await connection.abandonRuns(at: start, seconds: request.leaseSeconds)
      let runID = try await connection.startRun(
        command: request.command, processID: processID, instant: request.instant, at: start)
      meter.update { $0.cities = selection.expander.cities.count + selection.departed.count }
      for (cityID, failure) in selection.faults {
        try await connection.recordFailure(
          runID: runID, cityID: cityID, stage: failure.stage, message: failure.message, at: start)
      }
      if request.builds {
        try await connection.spreadChanges()
        try await connection.noteDepartures()
        try await connection.syncSlugs()
      }
      let standing = try await connection.sourceStanding()
      let expander = selection.expander
      var results = await withHeartbeat {
        await self.work(.build, on: expander.cities, expander, standing, runID: runID)
      }
      // Who takes the place of another comes first, so that requests never go without an answer.
      if request.builds { try await connection.syncSlugs() }
      results += await withHeartbeat {
        await self.work(.remove, on: selection.departed, expander, standing, runID: runID)
      }
      var report = RunReport(runID: runID, results: selection.failedResults + results)
      report.cityIDs = Dictionary(
        uniqueKeysWithValues: selection.expander.cities.map { ($0.slug, $0.id) })
      try await finish(report, runID: runID, on: connection)
      await connections.give(connection)
      return report
    } catch {
      await connections.give(connection)
      throw error
    }
  }

  /// What `perform` would build, and why; changes nothing and needs no lease.
  public func plan() async throws -> RunReport {
    let connection = try await connections.take()
    do {
      var results: [CityResult] = []
      let selection = try await self.selection(connection)
      let expander = selection.expander
      let standing = try await connection.sourceStanding()
      results = selection.failedResults
      for city in selection.departed {
        let removal = CityRemoval(city: city, request: request, job: job, connection: connection)
        var result = CityResult()
        result.plan = removal.plannedCells(try await removal.plan())
        results.append(result)
      }
      for city in expander.cities {
        let planner = CityPlanner(
          city: city, request: request, expander: expander, connection: connection,
          standing: standing)
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

  /// The job's cities that are asked for, ready for expansion; those that cannot be are apart.
  private func selection(_ connection: Connection) async throws -> CitySelectionOutcome {
    let known = try await connection.sourceCities()
    let gone = try await connection.departedCities()
    for slug in request.cities ?? [] where !(known + gone).contains(where: { $0.slug == slug }) {
      throw RunError.unknownCity(slug, known: known.map(\.slug))
    }
    // A source without any city is more likely broken than closed down: nothing is removed.
    let departed = known.isEmpty || !request.coversCities ? [] : gone.filter(request.names)
    var outcome = CitySelectionOutcome(
      known.filter(request.names), known: known + gone, departed: departed, job: job,
      calendars: calendars)
    if let calendar = request.calendar {
      let slugs = outcome.slugs(withCalendar: calendar)
      guard !slugs.isEmpty else { throw RunError.unusedCalendar(calendar) }
      outcome = CitySelectionOutcome(
        known.filter { request.names($0) && slugs.contains($0.slug) }, known: known + gone,
        job: job, calendars: calendars)
    }
    guard !outcome.isEmpty else {
      throw RunError.noCity(wanted: request.cities ?? [])
    }
    if let error = outcome.expander.diagnostics.first(where: { $0.severity == .error }) {
      throw error
    }
    return outcome
  }

  /// Works on the cities, a few at a time; results in the order of the cities.
  private func work(
    _ task: CityWorker.Work, on cities: [City], _ expander: Expander, _ standing: SourceStanding,
    runID: Int64
  ) async -> [CityResult] {
    guard !cities.isEmpty else { return [] }
    let workers = max(1, min(request.workers, cities.count))
    let queue = WorkQueue(cities)
    return await withTaskGroup(of: [Int: CityResult].self) { group in
      for _ in 0..<workers {
        group.addTask {
          await CityWorker(
            run: self, work: task, runID: runID, expander: expander, standing: standing
          ).perform(queue)
        }
      }
      let results = await group.reduce(into: [:]) { all, some in
        all.merge(some) { first, _ in first }
      }
      return results.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  private func finish(
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
      rowsWritten: report.rowsWritten, peakRSSBytes: report.peakRSSBytes)
  }

  /// Runs `body` while another connection prolongs the leases of this process.
  private func withHeartbeat<T: Sendable>(_ body: @escaping @Sendable () async -> T) async -> T {
    await withTaskGroup(of: T?.self) { group in
      group.addTask {
        await self.beat()
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

  /// Prolongs the leases until cancelled. Its errors end it: the fence decides what a late
  /// publication may do, the lease only saves double work.
  private func beat() async {
    var connection: Connection?
    while (try? await Task.sleep(for: .seconds(request.leaseSeconds / 3))) != nil {
      if connection == nil { connection = try? await Connection.open(settings) }
      let renewed: ()? = try? await connection?.renewLeases(
        owner: processID, seconds: request.leaseSeconds)
      guard renewed != nil else { break }
    }
    await connection?.close()
  }
}
