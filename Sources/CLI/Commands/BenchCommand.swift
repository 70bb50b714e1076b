public import ArgumentParser
public import Bench
import Calendars
import Foundation

/// `almanac bench`
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure this program beside what it replaces and what the machine can do.",
    discussion: """
      Works on a private PostgreSQL of its own in a temporary folder, and touches no other. Run it \
      in the repository's folder. Jobs/bench.sh installs the other programs that it measures; \
      without them it leaves out what needs them, and says so.
      """)

  @Option(help: "small (0.2 million result rows), medium (2 million) or large (20 million).")
  var size = BenchSize.small

  @Option(
    help: ArgumentHelp("Rounds of what is interleaved. Default: 3, for large 1.", valueName: "n"))
  var rounds: Int?

  @Option(parsing: .upToNextOption, help: "The comparisons to make. Default: all.")
  var only: [Comparison] = []

  @Option(help: ArgumentHelp("Where to write the report as JSON.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Where to write the chart.", valueName: "file"))
  var svg: String?

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @Flag(help: "No progress.")
  var quiet = false

  func validate() throws {
    guard rounds ?? 1 >= 1 else { throw ValidationError("--rounds \(rounds ?? 0) is less than 1") }
  }

  func run() async throws {
    let start = ContinuousClock.now
    let isQuiet = quiet
    let bench = BenchRun(
      size: size, rounds: rounds, comparisons: only.isEmpty ? Comparison.allCases : only,
      program: try program(), toolFolders: [".build-bench/bin"]
    ) { step in
      guard !isQuiet else { return }
      Terminal.error("[\(Int((ContinuousClock.now - start) / .seconds(1))) s] \(step)")
    }
    do {
      let report = try await bench.perform()
      try write(report)
    } catch let error as BenchError {
      throw ReportedFailure(.findings, error.description)
    }
  }

  private func write(_ report: BenchReport) throws {
    try json.map { try write("\(report.json.compact)\n", to: $0) }
    try svg.map { try write(BenchChart(report).svg, to: $0) }
    Terminal.output(format == .json ? report.json.compact : report.table)
  }

  private func write(_ text: String, to file: String) throws {
    do {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      throw ReportedFailure(.dataError, "\(file) cannot be written: \(error.localizedDescription)")
    }
  }

  /// The file of this program, to be run as its users run it.
  private func program() throws -> String {
    guard let path = Bundle.main.executablePath else {
      throw ReportedFailure(.findings, "this program does not know where it lies")
    }
    return path
  }
}

extension BenchSize: ExpressibleByArgument {}
extension Comparison: ExpressibleByArgument {}

/// `almanac bench-handler`, a part of the bench.
struct BenchHandlerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-handler", abstract: "Answer every request with the bytes of a file.",
    shouldDisplay: false)

  @Option(help: "The file.")
  var body: String

  @Flag(help: "Without all that the API does for every answer.")
  var bare = false

  func run() async throws {
    let bytes = try Array(Data(contentsOf: URL(filePath: body)))
    try await HandlerServer.serve(bytes, bare: bare) { port in
      Terminal.error("serving at http://127.0.0.1:\(port)")
    }
  }
}
