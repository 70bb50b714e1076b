import ArgumentParser
import Calendars
import Expansion
import Feeds
import Market
import Store
import Worker

/// `almanac run NAME`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do all the steps of the job file Jobs/NAME.yml.",
    discussion: "What cron calls.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var build: BuildOptions
  @Option(
    name: .customLong("ping-url"),
    help: ArgumentHelp(
      "A dead man's switch: told URL/start, then URL or, with one line, URL/fail, which also says "
        + "that a city was busy.",
      valueName: "url"))
  var monitor: DeadManSwitch?
  @Argument(help: "The job's name, such as nightly.") var name: String

  func validate() throws {
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw ValidationError("'\(name)' is not the name of a job; Jobs/nightly.yml is 'nightly'")
    }
    guard global.job == GlobalOptions.defaultJob else {
      throw ValidationError("'run \(name)' is Jobs/\(name).yml: it takes no --job")
    }
  }

  func run() async throws {
    try await DeadManSwitch.telling(monitor) { try await perform() }
  }

  private func perform() async throws {
    var global = self.global
    global.job = "Jobs/\(name).yml"
    let job = try global.readJob()
    if job.steps.contains(.sourceCheck) { try await checkSource(global) }
    let findings = job.steps.contains(.feeds) ? try await updateFeeds(of: job) : []
    try await build(by: job.steps, after: findings, global)
    guard findings.isEmpty else { throw ReportedFailure(.findings) }
  }

  /// Ends the run, with the findings, when the source does not meet its contract.
  private func checkSource(_ global: GlobalOptions) async throws {
    let report = try await global.withSource("run \(name)") { connection in
      try await SourceCheck.run(on: connection)
    }
    guard !report.isMet else { return }
    let findings = report.findings.filter { !$0.isNote }.map(\.description)
    findings.forEach(Terminal.error)
    throw ReportedFailure(
      .dataError, "the source does not meet its contract, so nothing was built",
      line: "the source does not meet its contract: " + findings.joined(separator: "; "))
  }

  /// Brings the feeds up to date, and answers a line for each that needs a person; with --quiet only
  /// those are spoken of.
  private func updateFeeds(of job: Job) async throws -> [String] {
    let references = CalendarLibrary.feedReferences(in: job.calendarsFolder, from: .disk)
    let reports = try await FeedsExecution(policy: job.feeds).perform(on: references)
    for report in reports where report.needsPerson || report.problem != nil && !global.quiet {
      Terminal.error("almanac: feed \(report.line)")
    }
    return reports.filter(\.needsPerson).map { "feed \($0.line)" }
  }

  /// Does the steps that work on the database; a job may also only prune.
  private func build(
    by steps: [JobStep], after findings: [String], _ global: GlobalOptions
  ) async throws {
    let build = steps.first { $0 == .rebuild || $0 == .refresh }
    guard build != nil || steps.contains(.prune) else { return }
    let execution = RunExecution(
      global: global, selection: try SelectionOptions.parse([]), build: self.build,
      defaultWait: build == .refresh ? 60 : 0)
    var request = execution.request(
      command: "run \(name)", kind: build == .refresh ? .refresh : .rebuild)
    request.builds = build != nil
    request.prunes = steps.contains(.prune)
    request.findings = findings
    try await execution.perform(request, verifying: steps.contains(.verify))
  }
}
