import ArgumentParser
import Calendars
import Dates
import Expansion
import Live
import Postgres
import Store
import Verification

/// `almanac verify`
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare what is published with what the source gives now, field by field.",
    discussion: """
      Asks the read API and a second program, which answers each request from the source alone, \
      the same questions, and compares every field, order, page, count and cursor. A cell whose \
      inputs have moved since it was built is no mismatch; it is counted apart.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      "How many requests to draw. Default: what the job's 'verify' says.", valueName: "n"))
  var sample: Int?

  @Flag(help: "Every page of every cell without filters, in place of a sample.") var all = false

  @Option(help: ArgumentHelp("Draw the same requests again.", valueName: "number"))
  var seed: UInt64 = .random(in: 0..<1_000_000)

  @Flag(help: "Read the source anew for each request, not once for those about a cell.")
  var independent = false

  @Option(
    help: ArgumentHelp(
      "Compare this endpoint with the source, in place of what is published.", valueName: "url"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "A YAML file with the endpoint's names of parameters and fields.", valueName: "file"))
  var mapping: String?

  func validate() throws {
    guard mapping == nil || against != nil else {
      throw ValidationError("--mapping belongs to --against")
    }
    if let against, !against.hasPrefix("http://"), !against.hasPrefix("https://") {
      throw ValidationError("--against \(against) is not a URL of http or https")
    }
    guard sample == nil || !all else {
      throw ValidationError("--sample and --all exclude each other")
    }
    guard sample ?? 1 >= 1 else { throw ValidationError("--sample \(sample ?? 0) is less than 1") }
  }

  func run() async throws {
    let (job, loaded) = try global.loadJob()
    let settings = try await global.workerSettings("verify")
    let live = LivePath(
      job: job, calendars: loaded.calendars, instant: .now(), today: global.today)
    let ledger = LedgerStanding(
      job: job, calendars: loaded.calendars, settings: settings, instant: live.instant,
      today: global.today)
    let answers = await APIAnswers(url: settings.url)
    let endpoint = try against.map { ($0, try mapping.map(MappingFile.load)) }
    let report = try await global.withConnection("verify") { connection in
      var verifier = Verifier(
        live: live, connection: connection, answers: answers, standing: ledger.standing)
      verifier.explain = { try await answers.explanation(of: $1, in: $0) }
      if let (base, mapping) = endpoint {
        verifier = Verifier(
          live: live, connection: connection,
          answers: EndpointAnswers(base: base, mapping: mapping),
          standing: { _, _ in .current })
        if let mapping { verifier.compare(through: mapping) }
      }
      verifier.isIndependent = independent
      return try await compare(verifier, job, live, connection)
    }
    await answers.close()
    write(report)
    guard report.mismatches == 0 else { throw ReportedFailure(.findings) }
  }

  private func compare(
    _ verifier: Verifier, _ job: Job, _ live: LivePath, _ connection: Connection
  ) async throws -> VerifyReport {
    try selection.requireDates(within: job.horizon, today: global.today)
    let known = try await live.cities(from: connection).map(\.slug)
    for city in selection.cities where !known.contains(city) {
      throw ReportedFailure(
        .dataError, "the job builds no city '\(city)' (\(Spelling.hint(for: city, among: known)))")
    }
    let cells = try await CellChoice.all(
      of: live, cities: selection.cities, from: selection.from, to: selection.to, seed: seed,
      on: connection)
    return all
      ? try await verifier.all(cells)
      : try await verifier.sample(sample ?? job.verifySample, of: cells, seed: seed)
  }

  private func write(_ report: VerifyReport) {
    switch global.format {
    case .json: Terminal.output(report.json.compact)
    case .text where global.quiet && report.mismatches == 0: break
    case .text: Terminal.output(report.text + (all ? "" : ", seed \(seed)"))
    }
  }
}
