import Dates
import Expansion
import Postgres
import Store

/// The cities of a run of which nothing can have changed.
struct QuietCities {
  /// Those that there are.
  var cities: [City] = []
  /// How many cells each has, by its number.
  var cells: [Int32: Int] = [:]
  /// All cities of the run, when nothing but bookings and prices can have changed of any of them, so
  /// that no rule has to be read; else nil.
  var steady: [City]?
  /// Whether there is no other city to look at.
  var isAll = false

  /// What a run did for one of them.
  func result(of city: City) -> CityResult {
    var result = CityResult()
    result.counts.unchanged = cells[city.id] ?? 0
    return result
  }
}

extension Run {
  /// What cities are remembered with, or recognised by, under rules of a fingerprint.
  func quietness(_ fingerprint: Int64?, _ known: KnownCities) -> Quietness {
    Quietness(fingerprint: fingerprint, known: known.all, request: request, job: job)
  }

  /// The quiet ones of the cities that are asked for; their calendars are not read.
  func quietCities(
    _ known: KnownCities, _ standing: SourceStanding, at start: Instant, on connection: Connection
  ) async throws -> QuietCities {
    let wanted = known.present.filter(request.names)
    let cities = wanted.compactMap { try? City($0) }
    let selected = cities.filter(job.cities.contains)
    let found = try await quietness(rules.fingerprint, known).quietCities(
      among: selected, standing, by: processID, at: start, on: connection)
    let quiet = selected.filter { found[$0.id]?.isQuiet ?? false }
    let isSteady =
      !found.isEmpty && found.count == selected.count && cities.count == wanted.count
      && known.gone.isEmpty && known.faults.isEmpty
    return QuietCities(
      cities: quiet, cells: found.compactMapValues { $0.isQuiet ? $0.cells : nil },
      steady: isSteady && request.check == nil ? selected : nil,
      isAll: isSteady && quiet.count == selected.count && !request.prunes)
  }

  /// Records that the cities were looked at, and by a rebuild, that they are as they should be.
  func record(
    _ quiet: QuietCities, runID: Int64, at start: Instant, on connection: Connection
  ) async throws {
    let checks = quiet.cities.map { city in
      let today = request.today ?? city.today(at: request.instant)
      return (city.id, DateCheck(range: job.horizon.dates(from: today), today: today))
    }
    try await connection.recordChecks(checks, runID: runID, inputsAsOf: start)
    guard request.kind == .rebuild else { return }
    try await connection.confirmGenerations(
      ofCities: quiet.cities.map(\.id), runID: runID, at: start)
  }

  /// Records a run that had nothing to do.
  func finish(
    _ quiet: QuietCities, at start: Instant, on connection: Connection
  ) async throws -> RunReport {
    meter.update { progress in
      progress.cities = quiet.cities.count
      progress.citiesDone = quiet.cities.count
    }
    return try await connection.transaction { connection in
      let runID = try await startRun(at: start, on: connection)
      try await record(quiet, runID: runID, at: start, on: connection)
      var report = RunReport(
        runID: runID, results: quiet.cities.map(quiet.result), findings: request.findings)
      report.note(quiet.cities)
      try await finish(report, runID: runID, on: connection)
      return report
    }
  }
}
