import Synchronization

/// What the API has done since it began, in the Prometheus text format (version 0.0.4).
final class Metrics: Sendable {
  private struct Histogram {
    var counts = [Int](repeating: 0, count: Metrics.bounds.count)
    var total = 0
    var seconds = 0.0

    mutating func add(_ value: Double) {
      for (index, bound) in Metrics.bounds.enumerated() where value <= bound { counts[index] += 1 }
      total += 1
      seconds += value
    }
  }

  private struct Request: Hashable {
    let route: String
    let status: Int
  }

  private struct State {
    var requests: [Request: Int] = [:]
    var stages: [String: Histogram] = [:]
  }

  /// Upper bounds of the histograms' buckets in seconds.
  private static let bounds = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
  ]
  private let state = Mutex(State())

  /// Counts a request with the stages of its answer; `whole` is how long it took in all.
  func count(_ route: String, _ status: Int, _ timing: ServerTiming, _ whole: Duration) {
    state.withLock { state in
      state.requests[Request(route: route, status: status), default: 0] += 1
      for stage in timing.stages {
        state.stages[stage.name, default: Histogram()].add(stage.duration.seconds)
      }
      state.stages["request", default: Histogram()].add(whole.seconds)
    }
  }

  /// Everything that is counted, with the cache's counters.
  func text(cache: ResponseCache.Counters) -> [UInt8] {
    let state = state.withLock { $0 }
    var lines = ["# TYPE almanac_requests_total counter"]
    let requests = state.requests.sorted {
      ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status)
    }
    for (request, count) in requests {
      lines.append(
        "almanac_requests_total{route=\"\(request.route)\",status=\"\(request.status)\"} \(count)")
    }
    lines.append("# TYPE almanac_cache_answers_total counter")
    let outcomes = [("hit", cache.hits), ("miss", cache.misses), ("evicted", cache.evicted)]
    for (outcome, count) in outcomes {
      lines.append("almanac_cache_answers_total{outcome=\"\(outcome)\"} \(count)")
    }
    lines.append("# TYPE almanac_stage_seconds histogram")
    for (stage, histogram) in state.stages.sorted(by: { $0.key < $1.key }) {
      lines += Metrics.lines(of: stage, histogram)
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func lines(of stage: String, _ histogram: Histogram) -> [String] {
    let buckets = zip(bounds, histogram.counts).map { bound, count in
      "almanac_stage_seconds_bucket{stage=\"\(stage)\",le=\"\(bound)\"} \(count)"
    }
    return buckets + [
      "almanac_stage_seconds_bucket{stage=\"\(stage)\",le=\"+Inf\"} \(histogram.total)",
      "almanac_stage_seconds_sum{stage=\"\(stage)\"} \(histogram.seconds)",
      "almanac_stage_seconds_count{stage=\"\(stage)\"} \(histogram.total)",
    ]
  }
}
