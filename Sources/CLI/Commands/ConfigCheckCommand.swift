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
      Calendars are checked for the dates that a run today would build, too, and what the files say \
      of cities, categories, venues and spaces is compared with the schema source; a note says so \
      where no database can be read. --quiet leaves out notes and the summary. \
      Errors exit with 78; warnings and notes alone exit with 0. With \
      --format json the findings are an array of objects with file, line, column, severity, code, \
      calendar, holiday, message and hint.
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let loaded = LoadedJob(
      global.job, from: .disk, environment: ProcessInfo.processInfo.environment,
      today: global.date)
    var found = loaded.diagnostics(on: global.date)
    if let job = loaded.job {
      found = Set(found + (await findings(of: job, loaded.calendars))).sorted()
    }
    switch global.format {
    case .json: Terminal.output(found.json.compact)
    case .text where global.quiet:
      let amiss = found.filter { $0.severity != .note }.rendered(sources: loaded.sources)
      if !amiss.isEmpty { Terminal.output(String(amiss.dropLast())) }
    case .text: Terminal.output(text(of: found, in: loaded))
    }
    guard !found.hasErrors else { throw ReportedFailure(.configuration) }
  }

  /// What the source shows to be wrong with the job; a note where it cannot be read.
  private func findings(of job: Job, _ calendars: CalendarLibrary) async -> [Diagnostic] {
    do {
      let source = try await SourceCities.read(for: job, global)
      let expander = Expander(
        job: job, calendars: calendars, cities: source.cities, known: source.cities)
      return expander.diagnostics + source.places
    } catch {
      let cause = ReportedFailure(error)?.message ?? "\(error)"
      return [
        Diagnostic(
          .note, ExpansionCode.citiesNotChecked, at: nil, "cities were not checked: \(cause)")
      ]
    }
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
