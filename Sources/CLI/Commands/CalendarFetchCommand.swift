import ArgumentParser
import Calendars
import Dates
import Expansion
import Feeds

/// `almanac calendar fetch`
struct CalendarFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Bring the last good copies of the .ics feeds that calendars name up to date.",
    discussion: """
      Needs no database. What may be fetched is said under 'feeds' of the job file. A feed that \
      cannot be fetched keeps its copy. One that lost more than a fifth of its events against its \
      copy, or all of them, is held back until --accept names it. Feeds that are files go through \
      the same verdict. Ends with 1 when a feed failed or is held. With --format json the result \
      is [{feed, outcome, age_seconds, message}].
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp("The folder of the calendars, instead of the job's.", valueName: "dir"))
  var calendars: String?

  @Option(
    help: ArgumentHelp("A feed whose present state is taken whatever it lost.", valueName: "feed"))
  var accept: [String] = []

  @Option(
    help: ArgumentHelp(
      "A host that may be asked, or .example.org for those below it, instead of the job's hosts.",
      valueName: "name"))
  var host: [String] = []

  @Flag(help: "Fetch from http URLs too.")
  var plainHttp = false

  func run() async throws {
    let job = try global.readJob()
    let references = CalendarLibrary.feedReferences(
      in: calendars ?? job.calendarsFolder, from: .disk)
    let names = Set(references.map(\.name))
    for feed in accept where !names.contains(feed) {
      throw ReportedFailure(
        .dataError,
        "no calendar names the feed '\(feed)' (\(Spelling.hint(for: feed, among: names)))")
    }
    var policy = job.feeds
    if !host.isEmpty { policy.allowedHosts = host }
    if plainHttp { policy.allowsPlainHTTP = true }
    let reports = try await FeedsExecution(policy: policy, accepted: Set(accept))
      .perform(on: references)
    show(reports)
    if reports.contains(where: { $0.problem != nil }) { throw ReportedFailure(.findings) }
  }

  private func show(_ reports: [FeedReport]) {
    for report in reports where !report.findings.isEmpty {
      Terminal.error(String(report.findings.rendered().dropLast()))
    }
    switch global.format {
    case .json: Terminal.output(JSON.array(reports.map(\.json)).compact)
    case .text: for report in reports { Terminal.output(report.line) }
    }
  }
}

extension FeedReport {
  fileprivate var json: JSON {
    .object([
      ("feed", .string(feed)), ("outcome", .string(word)),
      ("age_seconds", .optional(age.map { Int($0) })), ("message", .optional(problem)),
    ])
  }

  private var word: String {
    switch outcome {
    case .unchanged: "unchanged"
    case .accepted: "accepted"
    case .held: "held"
    case .failed: "failed"
    }
  }
}
