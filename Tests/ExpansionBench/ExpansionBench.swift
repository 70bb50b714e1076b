import Expansion
import Foundation

/// `almanac-expansion-bench [CITIES [DAYS [RULES [ROUNDS]]]]`: prints the processor time of reading a
/// made-up job and of expanding it for all cities.
@main
enum ExpansionBench {
  static func main() throws {
    let given = CommandLine.arguments.dropFirst().prefix(4).map { max(1, Int($0) ?? 1) }
    let sizes = given + [200, 365, 60, 5].dropFirst(given.count)
    let (cities, days, rules, rounds) = (sizes[0], sizes[1], sizes[2], sizes[3])
    var reading: [Double] = []
    var expanding: [Double] = []
    var total = (dates: 0, rules: 0)
    for _ in 0..<rounds {
      let start = processorSeconds
      let workload = try ExpansionWorkload(cities: cities, days: days, rules: rules)
      let read = processorSeconds
      total = try workload.run()
      reading.append(read - start)
      expanding.append(processorSeconds - read)
    }
    print("\(cities) cities x \(days) days x \(rules) price rules:")
    print("  \(total.dates) dates, on which \(total.rules) rules hold in all")
    print("  reading the job: \(summary(reading))")
    print("  expanding it:    \(summary(expanding))")
  }

  private static func summary(_ seconds: [Double]) -> String {
    let sorted = seconds.sorted()
    func text(_ seconds: Double) -> String { String(format: "%.3f", seconds) }
    return "\(text(sorted[sorted.count / 2])) processor s, median of \(sorted.count) rounds "
      + "(\(text(sorted[0])) to \(text(sorted[sorted.count - 1])))"
  }

  /// Processor time of this process, which other processes do not lengthen.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
