import Dates
import Metrics
import Synchronization

/// What the API measures of itself, through swift-metrics.
final class RequestMetrics: Sendable {
  /// The series of one route, each made when it first counts.
  private final class Series {
    var statuses: [Int: Counter] = [:]
    var stages = [Timer?](repeating: nil, count: Stage.allCases.count)
    var request: Timer?
  }

  private struct State {
    var routes: [String: Series] = [:]
    var cache = ResponseCache.Counters()
  }

  let registry = PrometheusRegistry(descriptions: RequestMetrics.descriptions)
  private let state = Mutex(State())
  /// Of more cities only the stalest are told one by one, so that scraping stays cheap.
  static let namedCities = 200

  /// Counts a request with the stages of its answer; `whole` is how long it took in all.
  func count(_ route: String, _ status: Int, _ timing: ServerTiming, _ whole: Duration) {
    state.withLock { state in
      let series = series(route, &state)
      counter(route, status, series).increment()
      for stage in Stage.allCases {
        guard let taken = timing[stage] else { continue }
        let timer = series.stages[stage.rawValue] ?? timer(route, "\(stage.name)")
        series.stages[stage.rawValue] = timer
        timer.recordNanoseconds(taken)
      }
      let timer = series.request ?? timer(route, "request")
      series.request = timer
      timer.recordNanoseconds(whole.nanoseconds)
    }
  }

  private func series(_ route: String, _ state: inout State) -> Series {
    if let series = state.routes[route] { return series }
    let series = Series()
    state.routes[route] = series
    return series
  }

  private func counter(_ route: String, _ status: Int, _ series: Series) -> Counter {
    if let counter = series.statuses[status] { return counter }
    let counter = Counter(
      label: "almanac_requests_total", dimensions: [("route", route), ("status", "\(status)")],
      factory: registry)
    series.statuses[status] = counter
    return counter
  }

  private func timer(_ route: String, _ stage: String) -> Timer {
    Timer(
      label: "almanac_stage_seconds", dimensions: [("route", route), ("stage", stage)],
      factory: registry)
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
    var kept: [[(String, String)]] = []
    for city in told.prefix(RequestMetrics.namedCities) {
      for (cell, age) in [("today", age(city.todayAsOf)), ("oldest", age(city.oldestAsOf))] {
        guard let age else { continue }
        kept.append([("city", city.city), ("cell", cell)])
        gauge("almanac_cell_age_seconds", kept[kept.count - 1]).record(age)
      }
    }
    // What is no more, or not among the stalest, would be told for ever with the age that it had.
    registry.keep("almanac_cell_age_seconds", only: kept)
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
