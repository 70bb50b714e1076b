import Dates
import Expansion
import Postgres
import Store

/// One of the tasks that build cities, with a connection of its own.
struct CityWorker {
  /// What is done to a city.
  enum Work {
    /// It is built, published and pruned.
    case build
    /// Its cells end, because the source has it no more.
    case remove
  }

  let run: Run
  let work: Work
  let runID: Int64
  let inputs: CityInputs

  /// Works on cities until the queue is empty or a stop is asked for.
  func perform(_ queue: WorkQueue<City>) async -> [Int: CityResult] {
    var results: [Int: CityResult] = [:]
    var connection: Connection?
    while let (place, city) = queue.take() {
      var result = CityResult()
      if run.interruption.isRequested {
        result.isInterrupted = true
      } else {
        do {
          let open = try await usable(connection)
          connection = open
          try await perform(on: city, open, &result)
        } catch {
          await fail(city, error, connection, &result)
        }
      }
      run.meter.update { $0.citiesDone += 1 }
      results[place] = result
    }
    if let connection { await run.connections.give(connection) }
    return results
  }

  /// The connection, or a new one when it was lost.
  private func usable(_ connection: Connection?) async throws -> Connection {
    if let connection, await connection.isOpen { return connection }
    return try await run.connections.take()
  }

  private func perform(
    on city: City, _ connection: Connection, _ result: inout CityResult
  ) async throws {
    let resource = "city/\(city.id)"
    guard let lease = try await lease(resource, on: connection) else {
      result.busy = BusyCity(
        city: city.slug, holder: try await connection.holder(of: resource))
      return
    }
    let build = CityBuild(
      city: city, request: run.request.begunNow, inputs: inputs, connection: connection,
      runID: runID, lease: lease, meter: run.meter, interruption: run.interruption)
    do {
      switch work {
      case .build: try await build.perform(into: &result)
      case .remove: try await build.remove(into: &result)
      }
    } catch {
      try? await keepStages(of: city, result, connection)
      try? await connection.release([lease])
      throw error
    }
    try await keepStages(of: city, result, connection)
    try await connection.release([lease])
  }

  private func keepStages(
    of city: City, _ result: CityResult, _ connection: Connection
  ) async throws {
    guard run.request.recordsStages else { return }
    try await connection.recordStages(result.stages, runID: runID, cityID: city.id)
  }

  /// Takes the lease, asking again each quarter of a second for as long as the request waits.
  private func lease(_ resource: String, on connection: Connection) async throws -> Lease? {
    let end = ContinuousClock.now.advanced(by: run.request.wait)
    while true {
      let lease = try await connection.acquireLease(
        resource, owner: run.processID, runID: runID, seconds: run.request.leaseSeconds)
      if let lease { return lease }
      guard ContinuousClock.now < end, !run.interruption.isRequested else { return nil }
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// Keeps why a city failed, in the result and, if the database is there, in its records.
  private func fail(
    _ city: City, _ error: any Error, _ connection: Connection?, _ result: inout CityResult
  ) async {
    let failure = error as? StageFailure
    if failure?.cause is LostLease {
      result.busy = await loss(of: city, connection)
      return
    }
    let stage = failure?.stage.rawValue ?? "lease"
    let recorded = RunFailure(city: city.slug, stage: stage, cause: failure?.cause ?? error)
    result.failure = recorded
    let planned = result.plan.count
    result.counts.failed += max(0, planned - result.counts.published)
    guard let connection = try? await usable(connection) else { return }
    try? await connection.recordFailure(recorded, runID: runID, cityID: city.id, at: .now())
  }

  /// The city as one that another process went on with.
  private func loss(of city: City, _ connection: Connection?) async -> BusyCity {
    let holder = try? await usable(connection).holder(of: "city/\(city.id)")
    return BusyCity(city: city.slug, holder: holder, wasOurs: true)
  }
}
