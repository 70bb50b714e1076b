import ArgumentParser
import Calendars
import Dates
import Expansion

/// `almanac calendar check`
struct CalendarCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report everything that is wrong with calendars, and what is worth knowing.",
    discussion: """
      Parents that are not among the files are looked for beside them, then in --calendars. \
      Errors exit with 78; warnings and notes alone exit with 0. With --format json the findings \
      are an array of objects with file, line, column, severity, code, calendar, holiday, message \
      and hint.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: CalendarOptions

  @Argument(help: "Calendar files or folders of them; the folder of --calendars by default.")
  var files: [String] = []

  @Option(
    help: ArgumentHelp("The years that must be served; this one and the next.", valueName: "a..b"))
  var years: YearRange?

  func run() async throws {
    let set = CalendarFileSet(
      files.isEmpty ? [options.calendars] : files, fallback: options.calendars, from: .disk)
    let years = years ?? YearRange(global.date.year...global.date.year + 1)
    let library = set.library(around: global.date)
    let found = (set.unread + CalendarCheck(library, in: years.dates).diagnostics)
      .filter { $0.location.map { set.isNamed($0.file) } ?? true }
    switch global.format {
    case .json: Terminal.output(found.json.compact)
    case .text: Terminal.output(found.rendered(sources: set.sources) + summary(of: found, set))
    }
    guard !found.hasErrors else { throw ReportedFailure(.configuration) }
  }

  private func summary(of found: [Diagnostic], _ set: CalendarFileSet) -> String {
    let counts = Diagnostic.Severity.allCases.compactMap { severity -> String? in
      let count = found.filter { $0.severity == severity }.count
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let count = set.namedCount
    let findings = counts.isEmpty ? "nothing to mend" : counts.joined(separator: ", ")
    return "\(count) calendar\(count == 1 ? "" : "s") checked: \(findings)"
  }
}
