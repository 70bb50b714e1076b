import Foundation

/// What a number of clients got, sending one request after the other for some seconds.
struct Load: Sendable {
  /// Answers a second.
  var rate: Double
  /// Answers.
  var requests: Double
  /// Half of the answers came within so many milliseconds, 95 and 99 of 100 within these.
  var median: Double
  var p95: Double
  var p99: Double
  /// Answers that were errors, and connections that failed.
  var errors: Double

  /// Sends the requests of a file, in turn, to a server by wrk (Debian's package of that name).
  static func wrk(
    _ wrk: String, script: String, targets: String, to address: String, clients: Int, seconds: Int
  ) throws -> Load {
    let output = try ChildProgram(
      wrk,
      [
        "-t", "1", "-c", "\(clients)", "-d", "\(seconds)s", "--timeout", "10s", "-s", script,
        address,
      ],
      environment: ["BENCH_TARGETS": targets]
    ).run()
    let pattern = #/RESULT ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+)/#
    guard let found = output.firstMatch(of: pattern)?.output else {
      throw BenchError.unreadable(program: "wrk", output: output)
    }
    let values = [found.1, found.2, found.3, found.4, found.5, found.6].map { Double($0) ?? .nan }
    return Load(
      rate: values[0] / values[1] * 1e6, requests: values[0], median: values[2] / 1000,
      p95: values[3] / 1000, p99: values[4] / 1000, errors: values[5])
  }
}
