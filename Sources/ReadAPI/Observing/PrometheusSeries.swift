import Metrics
import Synchronization

/// One line or group of lines of a family.
protocol PrometheusSeries: AnyObject, Sendable {
  /// The lines under a family's name; `labels` is empty or `a="b",c="d"`.
  func lines(_ name: String, _ labels: String) -> [String]
}

/// A number that goes up, or up and down.
final class PrometheusNumber: PrometheusSeries, CounterHandler, FloatingPointCounterHandler,
  MeterHandler, RecorderHandler
{
  private let value = Mutex(0.0)

  func increment(by amount: Int64) { value.withLock { $0 += Double(amount) } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func reset() { set(0.0) }

  func lines(_ name: String, _ labels: String) -> [String] {
    let number = value.withLock { $0 }
    let text = Int64(exactly: number).map(String.init) ?? "\(number)"
    return [labels.isEmpty ? "\(name) \(text)" : "\(name){\(labels)} \(text)"]
  }
}

/// How many values lie below each of some bounds; durations are told in seconds.
final class PrometheusHistogram: PrometheusSeries, TimerHandler, RecorderHandler {
  private struct State {
    var counts = [Int](repeating: 0, count: PrometheusHistogram.bounds.count)
    var total = 0
    var sum = 0.0
  }

  /// Upper bounds of the buckets, in seconds.
  static let bounds = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
  ]
  private let state = Mutex(State())

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    state.withLock { state in
      // A value stands in its own bucket alone; the lines add them up.
      if let index = PrometheusHistogram.bounds.firstIndex(where: { value <= $0 }) {
        state.counts[index] += 1
      }
      state.total += 1
      state.sum += value
    }
  }

  func lines(_ name: String, _ labels: String) -> [String] {
    let state = state.withLock { $0 }
    let prefix = labels.isEmpty ? "" : "\(labels),"
    let suffix = labels.isEmpty ? "" : "{\(labels)}"
    var sum = 0
    let buckets = zip(PrometheusHistogram.bounds, state.counts).map { bound, count in
      sum += count
      return "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(sum)"
    }
    return buckets + [
      "\(name)_bucket{\(prefix)le=\"+Inf\"} \(state.total)", "\(name)_sum\(suffix) \(state.sum)",
      "\(name)_count\(suffix) \(state.total)",
    ]
  }
}
