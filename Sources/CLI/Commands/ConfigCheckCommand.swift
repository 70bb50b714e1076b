import ArgumentParser
import Calendars
import Expansion
import Foundation

/// `almanac config check`
struct ConfigCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every error of the job file, of those it extends, and of its calendars.",
    discussion: """
      Needs no database. Calendars are checked for the dates that a run today would build, too; \
      --quiet leaves out notes and the summary. \
      Errors exit with 78; warnings and notes alone exit with 0. With \
      --format json the findings are an array of objects with file, line, column, severity, code, \
      calendar, holiday, message and hint.
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let loaded = LoadedJob(
      global.job, from: .disk, environment: ProcessInfo.processInfo.environment,
      today: global.date)
    let found = loaded.diagnostics(on: global.date)
    switch global.format {
    case .json: Terminal.output(found.json.compact)
    case .text where global.quiet:
      let amiss = found.filter { $0.severity != .note }.rendered(sources: loaded.sources)
      if !amiss.isEmpty { Terminal.output(String(amiss.dropLast())) }
    case .text: Terminal.output(text(of: found, in: loaded))
    }
    guard !found.hasErrors else { throw ReportedFailure(.configuration) }
  }

  private func text(of findings: [Diagnostic], in loaded: LoadedJob) -> String {
    let counts = Diagnostic.Severity.allCases.compactMap { severity -> String? in
      let count = findings.filter { $0.severity == severity }.count
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let found = counts.isEmpty ? "nothing to mend" : counts.joined(separator: ", ")
    return findings.rendered(sources: loaded.sources)
      + "\(global.job): \(loaded.sources.count) files read, \(found)"
  }
}
