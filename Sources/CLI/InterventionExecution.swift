import ArgumentParser
import Dates
import Store
import Worker

/// An act on what is built or live, as a command starts it.
struct InterventionExecution {
  let global: GlobalOptions
  let wait: Double

  /// Performs the act, prints its report, and ends with its exit code.
  func perform(
    _ act: Intervention.Act, _ name: String, _ selection: CellSelectionOptions
  ) async throws {
    let intervention = Intervention(
      act, command: ([name] + selection.words).joined(separator: " "),
      cities: selection.cities.isEmpty ? nil : selection.cities, from: selection.from,
      to: selection.to, wait: .seconds(wait))
    let start = ContinuousClock.now
    let report = try await global.withConnection(name) { connection in
      try await intervention.perform(on: connection)
    }
    let output = InterventionOutput(
      act: act, report: report, seconds: (ContinuousClock.now - start) / .seconds(1))
    if !global.quiet || global.format == .json { output.write(global.format) }
    for line in output.refusals { Terminal.error("almanac: \(line)") }
    for error in report.refused { Terminal.error("almanac: \(error)") }
    for busy in report.busy { Terminal.error("almanac: \(busy)") }
    guard report.busy.isEmpty else {
      throw ReportedFailure(.temporary, "try later, or wait with --wait SECONDS")
    }
    guard report.outcome == .done else { throw ReportedFailure(.findings) }
  }
}

/// Which of the built cells a command acts on.
struct CellSelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("city"), parsing: .singleValue,
    help: ArgumentHelp("A city; may be repeated. Default: all.", valueName: "slug"))
  var cities: [String] = []

  @Option(help: ArgumentHelp("The first date. Default: no bound.", valueName: "date"))
  var from: LocalDate?

  @Option(help: ArgumentHelp("The last date. Default: no bound.", valueName: "date"))
  var to: LocalDate?

  func validate() throws {
    guard let from, let to, to < from else { return }
    throw ValidationError("--to \(to) is before --from \(from)")
  }

  /// Whether nothing is named.
  var isEmpty: Bool { cities.isEmpty && from == nil && to == nil }

  /// The options as they were given.
  var words: [String] { SelectionOptions.words(cities, from, to) }
}
