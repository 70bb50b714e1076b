import Calendars
import Dates
import Expansion
import Market
import Postgres
import Store
import TestSupport
import Testing
import Worker

extension DatabaseTemplate {
  /// A migrated database with two small cities: five spaces in one, one in the other.
  static let worker = DatabaseTemplate("worker") { url in
    let connection = try await Connection.open(.worker(url: url))
    try await Migrator.ours.migrate(connection)
    try await SourceTables.create(on: connection)
    try await connection.run(script: market, name: "market")
    await connection.close()
  }

  private static let market = """
    insert into source.city values
      (1, 'lisbon', 'Lisbon', 'PT', null, 'Europe/Lisbon', 'EUR', 38.7, -9.1),
      (2, 'tokyo', 'Tokyo', 'JP', null, 'Asia/Tokyo', 'JPY', 35.7, 139.7);
    insert into source.venue values
      (1, 10, 'Baixa', 38.71, -9.14, true, '{}'), (1, 11, 'Alfama', 38.712, -9.13, true, '{}'),
      (2, 20, 'Ginza', 35.67, 139.76, true, '{}');
    insert into source.space values
      (1, 10, 100, 'Room', 'meeting-room', 8, 1, 10000, 4.5, true, '{}'),
      (1, 10, 101, 'Hall "A"', 'hall', 120, 1, 55555, null, true, '{}'),
      (1, 11, 102, 'Desk', 'desk', 1, 12, 1500, 4.87, true, '{}'),
      (1, 11, 103, 'Closed', 'desk', 1, 1, 1500, 4.0, false, '{}'),
      (1, 11, 104, 'Unpriced', 'desk', 1, 1, null, 4.0, true, '{}'),
      (2, 20, 9007199254740993, '会議室', 'meeting-room', 10, 2, 9999, 3.2, true, '{}');
    insert into source.add_on values
      (1, 'wifi', 'Wi-Fi'), (1, 'projector', 'Projector'), (2, 'wifi', 'Wi-Fi');
    insert into source.space_add_on values
      (1, 100, 'wifi', null), (1, 100, 'projector', 500), (1, 102, 'wifi', null);
    """
}

/// One test's database, on which jobs are run as the command does.
struct WorkerMarket {
  let url: String
  let connection: Connection
  /// Whom runs are performed as; nil for who connects.
  var role: String?
  /// Hears whenever the calendars are read.
  var reading: @Sendable () -> Void = {}
  /// A Monday.
  static let today = LocalDate(dayNumber: 20_787)

  /// A job of five days without rules; `rules` is added to it.
  static func job(_ rules: String = "", horizon: Int = 5) -> String {
    """
    schema: 1
    steps: [rebuild]
    cities: all
    horizon: {days: \(horizon)}
    missing_calendar: ignore
    calendars: calendars
    \(rules)
    """
  }

  /// Calls `body` with a database of its own.
  static func with<T: Sendable>(
    _ body: @Sendable (WorkerMarket) async throws -> T
  ) async throws -> T {
    try await TestCluster.shared().withDatabase(.worker) { url in
      let connection = try await Connection.open(.worker(url: url))
      do {
        let value = try await body(WorkerMarket(url: url, connection: connection))
        await connection.close()
        return value
      } catch {
        await connection.close()
        throw error
      }
    }
  }

  /// A calendar of no city, for jobs that need none.
  private static let calendars = [
    "calendars/aq.yml": """
    schema: 1
    id: AQ
    title: {en: Antarctica}
    holidays:
      midwinter: {date: 06-21}
    """
  ]

  /// The run of a job, after `change` has had its say.
  func run(
    _ job: String = job(), files: [String: String] = [:], today: LocalDate = today,
    stoppingAfter stage: String? = nil, _ change: (inout RunRequest) -> Void = { _ in }
  ) throws -> Run {
    try run(
      files: files.merging(["job.yml": job]) { $1 }, today: today, stoppingAfter: stage, change)
  }

  /// The run of `job.yml` with the calendars beside it, by path.
  func run(
    files: [String: String], today: LocalDate = today, stoppingAfter stage: String? = nil,
    _ change: (inout RunRequest) -> Void = { _ in }
  ) throws -> Run {
    let hasCalendars = files.keys.contains { $0.hasPrefix("calendars/") }
    let snapshot = FileSnapshot(
      of: .memory(hasCalendars ? files : files.merging(WorkerMarket.calendars) { $1 }))
    let outcome = Job.load("job.yml", from: snapshot.files)
    let rules = JobRules(outcome, in: snapshot, program: "tests", today: today) {
      [reading] loaded in
      reading()
      try #require(loaded.isUsable, "\(loaded.report)")
    }
    var request = RunRequest(command: "test", kind: .rebuild, instant: .now())
    request.today = today
    request.workers = 1
    change(&request)
    let interruption = Interruption()
    var settings = ConnectionSettings.worker(url: url)
    settings.sessionSettings["role"] = role
    return Run(
      request,
      rules: try #require(rules, "\(outcome.diagnostics.rendered(sources: outcome.sources))"),
      settings: settings, interruption: interruption
    ) { progress in
      if let stage, progress.finished?.stage == stage { interruption.request() }
    }
  }

  /// Changes the source.
  func change(_ script: String) async throws {
    try await connection.run(script: script, name: "change")
  }

  /// One number.
  func number(_ sql: String) async throws -> Int {
    try await connection.query(Statement("number", "select (\(sql))::bigint as n"))[0].get("n")
  }

  /// What is live of a city's day: `space:price:units`, in the order of the default sort.
  func live(_ city: Int, _ day: Int) async throws -> [String] {
    let rows = try await connection.query(
      Statement(
        "live",
        """
        select r.space_id || ':' || r.price_minor || ':' || r.units as line
        from almanac.cell_live as l
        inner join almanac.result as r on r.city_id = l.city_id and r.version = l.version
        where l.city_id = $1::int4 and l.date = $2::date and l.to_generation is null
        order by r.recommended, r.space_id
        """),
      [.int(city), .date(WorkerMarket.today.adding(days: day))])
    return try rows.map { try $0.get("line") }
  }
}
