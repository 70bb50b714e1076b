import ArgumentParser
import Calendars
import Dates
import Expansion
import Feeds
import Foundation

/// `almanac calendar fetch`
struct CalendarFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Bring the last good copies of the .ics feeds that calendars name up to date.",
    discussion: """
      Needs no database. A feed that cannot be fetched keeps its copy. One that lost more than a \
      fifth of its events against its copy, or all of them, is held back until --accept names it. \
      Feeds that are files go through the same verdict. Ends with 1 when a feed failed or is held. \
      With --format json the result is [{feed, outcome, age_seconds, message}].
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: CalendarOptions

  @Option(
    help: ArgumentHelp("A feed whose present state is taken whatever it lost.", valueName: "feed"))
  var accept: [String] = []

  @Option(
    help: ArgumentHelp(
      "A host that may be asked, or .example.org for those below it; any when left out.",
      valueName: "name"))
  var host: [String] = []

  @Flag(help: "Fetch from http URLs too.")
  var plainHttp = false

  func run() async throws {
    let files = SourceFiles.disk
    let library = CalendarLibrary.load(
      folder: options.calendars, from: files, today: global.date
    ).library
    var policy = FeedPolicy(allowedHosts: host.isEmpty ? nil : host)
    policy.allowsPlainHTTP = plainHttp
    let update = FeedUpdate(
      store: .standard, policy: policy, exchange: HTTPFeedExchange.standard(policy))
    var reports: [FeedUpdate.Report] = []
    var seen: Set<String> = []
    for reference in library.feedReferences {
      let feed = FeedCopy.isURL(reference.feed) ? reference.feed : reference.path
      guard seen.insert(feed).inserted else { continue }
      reports.append(await report(on: feed, by: update, from: files))
    }
    show(reports)
    if reports.contains(where: { $0.findings.hasErrors }) { throw ReportedFailure(.findings) }
  }

  private func report(
    on feed: String, by update: FeedUpdate, from files: SourceFiles
  ) async -> FeedUpdate.Report {
    let accepts = accept.contains(feed)
    guard !FeedCopy.isURL(feed) else {
      return await update.update(url: feed, at: .now(), accept: accepts)
    }
    let bytes = (try? files.bytes(feed)) ?? []
    return update.update(path: feed, bytes: bytes, at: .now(), accept: accepts)
  }

  private func show(_ reports: [FeedUpdate.Report]) {
    for report in reports where !report.findings.isEmpty {
      Terminal.error(String(report.findings.rendered().dropLast()))
    }
    switch global.format {
    case .json: Terminal.output(JSON.array(reports.map(\.json)).compact)
    case .text:
      for report in reports { Terminal.output("\(report.feed): \(report.outcome.word)") }
    }
  }
}

extension FeedUpdate.Report {
  fileprivate var json: JSON {
    .object([
      ("feed", .string(feed)), ("outcome", .string(outcome.word)),
      ("age_seconds", .optional(age.map { Int($0) })),
      ("message", .optional(findings.first { $0.severity == .error }?.message)),
    ])
  }
}

extension FeedUpdate.Report.Outcome {
  /// One word for the outcome.
  fileprivate var word: String {
    switch self {
    case .unchanged: "unchanged"
    case .accepted: "accepted"
    case .held: "held"
    case .failed: "failed"
    }
  }
}
