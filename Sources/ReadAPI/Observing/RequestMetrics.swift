import Dates
import Metrics
import Synchronization

/// What the API measures of itself, through swift-metrics.
final class RequestMetrics: Sendable {
  private struct Outcome: Hashable {
    let route: String
    let status: Int
  }

  private struct Stage: Hashable {
    let route: String
    let name: String
  }

  private struct State {
    var requests: [Outcome: Counter] = [:]
    var stages: [Stage: Timer] = [:]
    var cache = ResponseCache.Counters()
  }

  let registry = PrometheusRegistry(descriptions: RequestMetrics.descriptions)
  private let state = Mutex(State())
  /// Of more cities only the stalest are told one by one, so that scraping stays cheap.
  static let namedCities = 200

  /// Counts a request with the stages of its answer; `whole` is how long it took in all.
  func count(_ route: String, _ status: Int, _ timing: ServerTiming, _ whole: Duration) {
    state.withLock { state in
      let outcome = Outcome(route: route, status: status)
      counter(outcome, &state).increment()
      for stage in timing.stages {
        timer(Stage(route: route, name: stage.name), &state).record(stage.duration)
      }
      timer(Stage(route: route, name: "request"), &state).record(whole)
    }
  }

  private func counter(_ outcome: Outcome, _ state: inout State) -> Counter {
    if let counter = state.requests[outcome] { return counter }
    let counter = Counter(
      label: "almanac_requests_total",
      dimensions: [("route", outcome.route), ("status", "\(outcome.status)")], factory: registry)
    state.requests[outcome] = counter
    return counter
  }

  private func timer(_ stage: Stage, _ state: inout State) -> Timer {
    if let timer = state.stages[stage] { return timer }
    let timer = Timer(
      label: "almanac_stage_seconds",
      dimensions: [("route", stage.route), ("stage", stage.name)], factory: registry)
    state.stages[stage] = timer
    return timer
  }

  /// Takes over what the cache has counted, and how full it is.
  func sample(_ cache: ResponseCache) {
    let counters = cache.counters
    let seen = state.withLock { state in
      defer { state.cache = counters }
      return state.cache
    }
    for (outcome, count) in [
      ("hit", counters.hits - seen.hits), ("miss", counters.misses - seen.misses),
      ("evicted", counters.evicted - seen.evicted),
    ] {
      Counter(
        label: "almanac_cache_answers_total", dimensions: [("outcome", outcome)], factory: registry
      ).increment(by: count)
    }
    let contents = cache.contents
    gauge("almanac_cache_answers").record(contents.answers)
    gauge("almanac_cache_bytes").record(contents.bytes)
  }

  /// Takes over what the pool is doing.
  func sample(_ pool: ReadDatabase.Load) {
    for (use, count) in [("in_use", pool.inUse), ("idle", pool.idle)] {
      gauge("almanac_pool_connections", [("use", use)]).record(count)
    }
    gauge("almanac_pool_limit").record(pool.limit)
    gauge("almanac_pool_waiting").record(pool.waiting)
  }

  /// Takes over how fresh the cities are.
  func sample(_ cities: [CityStanding], at now: Instant) {
    func age(_ instant: Instant?) -> Double? { instant.map { max(0, $0.seconds(to: now)) } }
    gauge("almanac_cities").record(cities.count)
    gauge("almanac_cities_without_today").record(cities.count { $0.todayAsOf == nil })
    let stalest = cities.compactMap { age($0.oldestAsOf) }.max()
    gauge("almanac_oldest_cell_age_seconds").record(stalest ?? 0)
    let told = cities.sorted { (age($0.oldestAsOf) ?? 0) > (age($1.oldestAsOf) ?? 0) }
    for city in told.prefix(RequestMetrics.namedCities) {
      for (cell, age) in [("today", age(city.todayAsOf)), ("oldest", age(city.oldestAsOf))] {
        guard let age else { continue }
        gauge("almanac_cell_age_seconds", [("city", city.city), ("cell", cell)]).record(age)
      }
    }
  }

  private func gauge(_ label: String, _ dimensions: [(String, String)] = []) -> Gauge {
    Gauge(label: label, dimensions: dimensions, factory: registry)
  }

  private static let descriptions = [
    "almanac_requests_total": "Answered requests.",
    "almanac_stage_seconds": "How long the stages of requests took; request is all of one.",
    "almanac_cache_answers_total": "Answers from memory, made answers, and dropped ones.",
    "almanac_cache_answers": "Answers in memory.",
    "almanac_cache_bytes": "Bytes of the answers in memory.",
    "almanac_pool_connections": "Connections to the database.",
    "almanac_pool_limit": "Connections to the database at most.",
    "almanac_pool_waiting": "Requests that wait for a connection.",
    "almanac_cities": "Cities that are known.",
    "almanac_cities_without_today": "Cities of which today's cell is not live.",
    "almanac_oldest_cell_age_seconds":
      "The greatest age of a live cell from today on: since it last agreed with its inputs.",
    "almanac_cell_age_seconds": "The age of a city's cell of today, and of its stalest one.",
  ]
}

extension Timer {
  fileprivate func record(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
