import Metrics
import Testing

@testable import ReadAPI

@Suite struct PrometheusRegistryTests {
  private func lines(_ registry: PrometheusRegistry) -> [String] {
    String(decoding: registry.text(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func `counters add up, gauges do not, and equal names are one series`() {
    let registry = PrometheusRegistry(descriptions: ["a_total": "What is counted."])
    Counter(label: "a_total", dimensions: [("x", "1")], factory: registry).increment(by: 2)
    Counter(label: "a_total", dimensions: [("x", "1")], factory: registry).increment()
    FloatingPointCounter(label: "seconds_total", factory: registry).increment(by: 0.5)
    Gauge(label: "b", factory: registry).record(7)
    Gauge(label: "b", factory: registry).record(2.5)
    let meter = Meter(label: "c", factory: registry)
    meter.increment(by: 4)
    meter.decrement(by: 1)
    #expect(
      lines(registry) == [
        "# HELP a_total What is counted.", "# TYPE a_total counter", #"a_total{x="1"} 3"#,
        "# TYPE b gauge", "b 2.5", "# TYPE c gauge", "c 3",
        "# TYPE seconds_total counter", "seconds_total 0.5",
      ])
  }

  @Test func `what is no more is not told any longer`() {
    let registry = PrometheusRegistry()
    for city in ["a", "b\"c"] {
      Gauge(label: "age", dimensions: [("city", city)], factory: registry).record(7)
    }
    Gauge(label: "other", factory: registry).record(1)
    registry.keep("age", only: [[("city", "b\"c")]])
    #expect(
      lines(registry) == [
        "# TYPE age gauge", #"age{city="b\"c"} 7"#, "# TYPE other gauge", "other 1",
      ])
    registry.keep("age", only: [])
    #expect(lines(registry) == ["# TYPE other gauge", "other 1"])
  }

  @Test func `a timer is a histogram in seconds whose buckets add up`() {
    let registry = PrometheusRegistry()
    let timer = Timer(label: "t", dimensions: [("x", "1")], factory: registry)
    for nanoseconds in [100_000, 100_001, 3_000_000, 2_000_000_000] {
      timer.recordNanoseconds(nanoseconds)
    }
    let lines = lines(registry)
    #expect(lines.first == "# TYPE t histogram")
    for line in [
      #"t_bucket{x="1",le="0.0001"} 1"#, #"t_bucket{x="1",le="0.00025"} 2"#,
      #"t_bucket{x="1",le="0.0025"} 2"#, #"t_bucket{x="1",le="0.005"} 3"#,
      #"t_bucket{x="1",le="1.0"} 3"#, #"t_bucket{x="1",le="+Inf"} 4"#, #"t_count{x="1"} 4"#,
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test func `names and values are written as the format wants them`() {
    let registry = PrometheusRegistry()
    Counter(label: "a.b-c", dimensions: [("d.e", "\"\\\n")], factory: registry).increment()
    #expect(lines(registry) == ["# TYPE a_b_c counter", #"a_b_c{d_e="\"\\\n"} 1"#])
  }

  @Test func `a name of two kinds keeps the first`() {
    let registry = PrometheusRegistry()
    Counter(label: "a", factory: registry).increment()
    Timer(label: "a", factory: registry).recordNanoseconds(1)
    Timer(label: "a", dimensions: [("x", "1")], factory: registry).recordNanoseconds(1)
    #expect(lines(registry) == ["# TYPE a counter", "a 1"])
  }
}
