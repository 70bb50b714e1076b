import ArgumentParser
import Calendars
import Dates
import Expansion
import Feeds
import Foundation
import Store

/// `almanac status`
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show what is live, how fresh it is, and the latest runs.")

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "Fail when a live cell was last checked longer ago, or a cell was pinned, such as 26h or 90m.",
      valueName: "duration"))
  var maxAge: Age?

  func run() async throws {
    let now = Instant.now()
    let today = global.today
    // Without a job there is a status still: that it is missing is for other commands to say.
    let job = Job.load(
      global.job, from: .disk, environment: ProcessInfo.processInfo.environment
    ).job
    let feeds = maxAge == nil ? job.map { self.feeds(of: $0, at: now) } ?? [] : []
    let far = job.flatMap(farDates)
    let status = try await global.withConnection("status") { connection in
      StatusOutput(
        generation: try await connection.lastGeneration(),
        cities: try await connection.cityStatus(at: now, today: today, far: far),
        holds: try await connection.holds(),
        discarded: try await connection.discardedCells(at: now, today: today),
        pins: try await connection.pins(), withdrawals: try await connection.withdrawnSpaces(),
        runs: try await connection.latestRuns(5),
        failures: try await connection.standingFailures(at: now), feeds: feeds)
    }
    guard let maxAge else { return status.write(global.format, now: now) }
    // One line makes a useful mail.
    guard let line = status.overdue(maxAge, now: now) else { return }
    throw ReportedFailure(.findings, line)
  }

  /// What is known of the feeds that the calendars of the job name.
  private func feeds(of job: Job, at now: Instant) -> [FeedStanding] {
    let references = CalendarLibrary.feedReferences(in: job.calendarsFolder, from: .disk)
    return references.map(\.name).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }.map { FeedStore.standard.standing(of: $0, policy: job.feeds, at: now) }
  }

  /// The dates that runs of the job look at now and then.
  private func farDates(of job: Job) -> FarDates? {
    guard job.horizon.putsOff else { return nil }
    return FarDates(days: job.horizon.nearDays, everyDays: job.horizon.farEveryDays)
  }
}

/// A length of time such as `26h`, `90m`, `45s` or `2d`.
struct Age: ExpressibleByArgument, CustomStringConvertible {
  var seconds: Double
  var text: String
  var description: String { text }

  init(seconds: Double, text: String) {
    self.seconds = seconds
    self.text = text
  }

  init?(argument: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }), let count = Double(argument.dropLast()),
      count.isFinite, count >= 0
    else { return nil }
    seconds = count * unit
    text = argument
  }
}
