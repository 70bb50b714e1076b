import ArgumentParser
import Calendars
import Dates
import Expansion
import Live
import Postgres
import Store
import Verification
import Worker

/// A run as a command starts it: with progress, signals, and an exit code.
struct RunExecution {
  let global: GlobalOptions
  let selection: SelectionOptions
  let build: BuildOptions
  let defaultWait: Double

  /// A request with what the options say.
  func request(command: String, kind: PublicationKind) -> RunRequest {
    var request = RunRequest(command: command, kind: kind, instant: .now())
    request.cities = selection.cities.isEmpty ? nil : selection.cities
    request.from = selection.from
    request.to = selection.to
    request.workers = build.workers
    request.wait = .seconds(build.wait ?? defaultWait)
    request.leaseSeconds = build.lease
    request.today = global.today
    return request
  }

  /// Performs the run, prints its report, and ends with its exit code.
  ///
  /// With `verifying`, a sample of what it builds is compared with the source before it is published.
  func perform(_ request: RunRequest, verifying: Bool = false) async throws {
    let rules = try global.rules()
    let job = rules.job
    if request.builds { try selection.requireDates(within: job.horizon, today: global.today) }
    var request = request
    if verifying {
      let instant = request.instant
      request.check = { calendars in
        VersionComparison(LivePath(job: job, calendars: calendars, instant: instant))
      }
      request.checkedVersions = job.verifySample
    }
    let settings = try await global.workerSettings(request.command)
    let interruption = Interruption()
    let signals = StopSignals(interruption)
    defer { signals.stop() }
    let display = ProgressDisplay(isQuiet: global.quiet)
    let run = Run(
      request, rules: rules, settings: settings, interruption: interruption, report: display.show)
    let report = try await run.perform()
    display.finish()
    try conclude(report)
  }

  /// Plans, and prints the plan; a city that cannot be planned is a finding.
  func plan(_ request: RunRequest) async throws {
    let rules = try global.rules()
    try selection.requireDates(within: rules.job.horizon, today: global.today)
    let run = Run(
      request, rules: rules, settings: try await global.workerSettings("plan"),
      interruption: Interruption(), report: { _ in })
    let report = try await run.plan()
    PlanOutput(report: report).write(global.format)
    guard report.failures.isEmpty else {
      FailureLines(report.failures).write()
      throw ReportedFailure(.findings)
    }
  }

  private func conclude(_ report: RunReport) throws {
    // What is held is said in one line, which makes a mail.
    let isBrief = [.done, .findings, .busy].contains(report.outcome) && report.failures.isEmpty
    if !global.quiet || global.format == .json || !isBrief {
      RunOutput(report: report).write(global.format)
    }
    if !global.quiet, !report.notices.isEmpty {
      Terminal.error(String(report.notices.rendered().dropLast()))
    }
    let failures = FailureLines(report.failures)
    failures.write()
    if !global.quiet {
      for busy in report.busy { Terminal.error("almanac: \(busy)") }
    }
    switch report.outcome {
    case .failed where failures.isForWantOfSchema:
      throw ReportedFailure(.unavailable, line: failures.lines.joined(separator: "; "))
    case .failed, .findings:
      let held = HeldLine(report.held)?.text
      let lines = report.findings + failures.lines + [held].compactMap(\.self)
      throw ReportedFailure(.findings, held, line: lines.joined(separator: "; "))
    case .interrupted:
      throw ReportedFailure(.temporary, "stopped by a signal; the next run carries on")
    case .busy:
      throw ReportedFailure(
        .temporary, global.quiet ? nil : "try later, or wait with --wait SECONDS",
        line: report.busy.map(\.description).joined(separator: "; "))
    case .done, .running, .abandoned: break
    }
  }
}
