import Dates
import Expansion
import Live
import Market
import Postgres
import Store
import TestSupport
import Testing
import Worker

@testable import Verification

extension DatabaseTemplate {
  /// A migrated database with a market that has every edge on purpose, and nothing built.
  static let verification = DatabaseTemplate("verification") { url in
    let connection = try await Connection.open(.worker(url: url))
    try await Migrator.ours.migrate(connection)
    try await SourceTables.create(on: connection)
    try await connection.run(script: VerificationMarket.source, name: "market")
    await connection.close()
  }
}

/// One test's database; what is compared goes through `builder`, the live side does not.
struct VerificationMarket: Sendable {
  /// The database as it is.
  let url: String
  /// The database as the worker and the API see it.
  let builder: String
  /// A Monday.
  static let today = LocalDate(dayNumber: 20_787)

  init(url: String, builder: String? = nil) {
    self.url = url
    self.builder = builder ?? url
  }

  /// Rules of every kind, on six dates with a closed one and one that opens for a category alone.
  static let job = """
    schema: 1
    cities: all
    horizon: {days: 6}
    calendars: calendars
    missing_calendar: ignore
    opening: {weekly: {wed: closed}, exceptions: {2026-12-03: closed}}
    prices:
      - {name: weekdays, weekdays: [mon-fri], change: +12.5%}
      - {name: flat, weekdays: [tue, thu, fri], add: -7}
      - {name: soon, lead_days: 0..1, change: -3.33%}
    add_ons: {catering: {weekdays: [mon, tue]}}
    recommended: {rating: 10, price: 3, units: 7, unknown_rating: 333}
    layers:
      category:
        hall:
          notice_days: 1
          opening: {exceptions: {2026-12-03: open}}
          prices: [{name: hall, change: +1.11%}]
        flat: {capacity: [{name: half, dates: 12-01..12-04, factor: 33.33%}]}
      venue:
        11:
          opening: {exceptions: {2026-12-04: closed, 2026-12-03: closed}}
          prices: [{name: venue, change: -20%}]
          capacity: [{name: most, dates: 12-01, factor: 90%}]
      space:
        1010: {opening: {exceptions: {2026-12-03: open}}, prices: [{name: own, add: 13}]}
        1006: {notice_days: 3, capacity: [{name: own, dates: 12-01..12-02, factor: 50%}]}
        1012: {add_ons: {parking: {weekdays: [sun]}}}
    """

  /// Calls `body` with a market of its own, built and published.
  ///
  /// It is built in place: a copy of a database is another source to the ledger.
  static func withBuilt<T: Sendable>(
    _ body: @Sendable (VerificationMarket) async throws -> T
  ) async throws -> T {
    try await TestCluster.shared().withDatabase(.verification) { url in
      let market = VerificationMarket(url: url)
      try await market.rebuild()
      return try await body(market)
    }
  }

  func path() throws -> LivePath {
    let loaded = LoadedJob("job.yml", from: .memory(["job.yml": VerificationMarket.job]))
    return LivePath(
      job: try #require(loaded.job, "\(loaded.report)"), calendars: loaded.calendars,
      instant: .now(), today: VerificationMarket.today)
  }

  private func rules() throws -> JobRules {
    // The job has no city there; a folder without calendars cannot be used.
    let calendar =
      "schema: 1\nid: AQ\ntitle: {en: Antarctica}\nholidays: {midwinter: {date: 06-21}}\n"
    let snapshot = FileSnapshot(
      of: .memory(["job.yml": VerificationMarket.job, "calendars/aq.yml": calendar]))
    let outcome = Job.load("job.yml", from: snapshot.files)
    let rules = JobRules(
      outcome, in: snapshot, program: "tests", today: VerificationMarket.today
    ) { try #require($0.isUsable, "\($0.report)") }
    return try #require(rules)
  }

  /// Has every table of the source write its changes down.
  func trackSource() async throws {
    let connection = try await Connection.open(.worker(url: url))
    let tables = try await connection.sourceTables()
    try await connection.track(tables.map { ($0, CapturedColumns(ofRelation: $0.kind)) })
    await connection.close()
  }

  /// Builds and publishes what the ledger finds stale.
  @discardableResult
  func rebuild(checking check: (any VersionCheck)? = nil) async throws -> RunReport {
    let path = try path()
    var request = RunRequest(command: "test", kind: .rebuild, instant: path.instant)
    request.today = VerificationMarket.today
    request.workers = 1
    if let check { request.check = { _ in check } }
    request.checkedVersions = 200
    let run = Run(
      request, rules: try rules(), settings: .worker(url: builder), interruption: Interruption(),
      report: { _ in })
    let report = try await run.perform()
    #expect(report.failures.isEmpty, "\(report.failures)")
    return report
  }

  /// The same market, its worker and API behind a proxy.
  func through(_ proxy: StatementProxy) throws -> VerificationMarket {
    let database = try #require(url.split(separator: " ").last)
    return VerificationMarket(
      url: url, builder: "host=\(proxy.folder) port=5432 user=postgres \(database)")
  }

  /// Changes the source.
  func change(_ script: String) async throws {
    let connection = try await Connection.open(.worker(url: url))
    try await connection.run(script: script, name: "change")
    await connection.close()
  }

  /// Compares what is published with the source.
  func verify(
    sample: Int? = nil, seed: UInt64 = 1, answers wrap: (any Answers) -> any Answers = { $0 },
    change: (inout Verifier) -> Void = { _ in }
  ) async throws -> VerifyReport {
    let path = try path()
    let api = await APIAnswers(url: builder, connections: 1)
    let connection = try await Connection.open(.worker(url: url))
    let ledger = LedgerStanding(
      job: path.job, calendars: path.calendars, settings: .worker(url: builder),
      instant: path.instant, today: VerificationMarket.today)
    var verifier = Verifier(
      live: path, connection: connection, answers: wrap(api), standing: ledger.standing)
    change(&verifier)
    let result: Result<VerifyReport, any Error>
    do {
      let cells = try await CellChoice.all(of: path, seed: seed, on: connection)
      result = .success(
        try await sample == nil
          ? verifier.all(cells) : verifier.sample(sample ?? 0, of: cells, seed: seed))
    } catch {
      result = .failure(error)
    }
    await connection.close()
    await api.close()
    return try result.get()
  }
}
