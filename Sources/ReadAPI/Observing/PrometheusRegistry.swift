import Metrics
import Synchronization

/// Everything that is counted and timed, kept for the Prometheus text format (version 0.0.4).
///
/// A factory of swift-metrics. Labels are Prometheus names already; other characters become `_`.
/// One series is one handler however often it is asked for, and is told until `keep` gives it up.
final class PrometheusRegistry: MetricsFactory {
  private struct Family {
    let kind: String
    var series: [String: any PrometheusSeries] = [:]
  }

  private let families = Mutex<[String: Family]>([:])
  private let descriptions: [String: String]

  /// A registry that explains the families that it has a description of.
  init(descriptions: [String: String] = [:]) {
    self.descriptions = descriptions
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions, "counter") { PrometheusNumber() }
  }

  func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    series(label, dimensions, "counter") { PrometheusNumber() }
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, "gauge") { PrometheusNumber() }
  }

  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else { return series(label, dimensions, "gauge") { PrometheusNumber() } }
    return series(label, dimensions, "histogram") { PrometheusHistogram() }
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions, "histogram") { PrometheusHistogram() }
  }

  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  /// Every family in the order of names, and every series in the order of its labels.
  func text() -> [UInt8] {
    let families = families.withLock { $0 }
    var lines: [String] = []
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      if let description = descriptions[name] { lines.append("# HELP \(name) \(description)") }
      lines.append("# TYPE \(name) \(family.kind)")
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        lines += series.lines(name, labels)
      }
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The series of a name and labels. A name that is taken by another kind counts into nothing:
  /// Prometheus refuses a family of two kinds.
  private func series<Series: PrometheusSeries>(
    _ label: String, _ dimensions: [(String, String)], _ kind: String, _ make: () -> Series
  ) -> Series {
    let name = PrometheusRegistry.name(label)
    let labels = labels(dimensions)
    return families.withLock { families in
      var family = families[name] ?? Family(kind: kind)
      if let known = family.series[labels] { return known as? Series ?? make() }
      let series = make()
      guard family.kind == kind else { return series }
      family.series[labels] = series
      families[name] = family
      return series
    }
  }

  /// Gives up the series of a family but those with these dimensions, as of what is no more.
  func keep(_ label: String, only dimensions: [[(String, String)]]) {
    let kept = Set(dimensions.map(labels))
    let name = PrometheusRegistry.name(label)
    families.withLock { families in
      guard var family = families[name] else { return }
      family.series = family.series.filter { kept.contains($0.key) }
      families[name] = family.series.isEmpty ? nil : family
    }
  }

  private func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.map { "\(PrometheusRegistry.name($0.0))=\"\(escaped($0.1))\"" }
      .joined(separator: ",")
  }

  private static func name(_ label: String) -> String {
    String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
  }

  private func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
