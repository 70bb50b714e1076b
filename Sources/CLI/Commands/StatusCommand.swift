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
      "Fail when a city was last checked longer ago, such as 26h or 90m.", valueName: "duration"))
  var maxAge: Age?

  func run() async throws {
    let now = Instant.now()
    let feeds = maxAge == nil ? feeds(at: now) : []
    let status = try await global.withConnection("status") { connection in
      let runs = try await connection.latestRuns(5)
      var failures: [RunFailure] = []
      if let run = runs.first { failures = try await connection.failures(ofRun: run.runID) }
      return StatusOutput(
        generation: try await connection.lastGeneration(),
        cities: try await connection.cityStatus(),
        holds: try await connection.holds(),
        pins: try await connection.pins(), withdrawals: try await connection.withdrawnSpaces(),
        runs: runs, failures: failures, feeds: feeds)
    }
    if let maxAge { return try requireFresh(status.cities, maxAge, now: now) }
    status.write(global.format, now: now)
  }

  /// What is known of the feeds that the calendars of the job name; none when there is no such job,
  /// which is for other commands to say.
  private func feeds(at now: Instant) -> [FeedStanding] {
    let environment = ProcessInfo.processInfo.environment
    guard let job = Job.load(global.job, from: .disk, environment: environment).job else {
      return []
    }
    let references = CalendarLibrary.feedReferences(in: job.calendarsFolder, from: .disk)
    return references.map(\.name).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }.map { FeedStore.standard.standing(of: $0, policy: job.feeds, at: now) }
  }

  /// One line, which makes a useful mail, and exit code 1 when a city is too old.
  private func requireFresh(_ cities: [CityStatus], _ maxAge: Age, now: Instant) throws {
    let stale = cities.filter { city in
      city.checkedAt.map { $0.seconds(to: now) > maxAge.seconds } ?? true
    }
    guard let first = stale.first else {
      guard cities.isEmpty else { return }
      throw ReportedFailure(.findings, "nothing has been built yet")
    }
    let last = first.checkedAt.map { "\($0)" } ?? "never"
    throw ReportedFailure(
      .findings,
      "\(stale.count) of \(cities.count) cities were last checked longer than \(maxAge.text) ago; "
        + "\(first.city): \(last)")
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
