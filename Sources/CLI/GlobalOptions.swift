public import ArgumentParser
import Calendars
public import Dates
import EmbeddedPostgres
import Expansion
import Foundation
import Postgres
import Store

/// How a command writes its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database; DATABASE_URL and PG* are read too, else the one of 'almanac up'.",
      valueName: "url"))
  var database: String?

  @Option(help: ArgumentHelp("The job file.", valueName: "file"))
  var job = GlobalOptions.defaultJob

  @Option(help: ArgumentHelp("The date to take for each city's today.", valueName: "YYYY-MM-DD"))
  var today: LocalDate?

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @Flag(help: "Nothing but what goes wrong: no progress, no report of a run that went well.")
  var quiet = false
}

extension GlobalOptions {
  /// The folder of the embedded cluster.
  static let clusterFolder = ".almanac"

  /// The job file of commands that name none.
  static let defaultJob = "Jobs/nightly.yml"

  /// The job file as it was named; nothing for the default.
  var jobWords: [String] { job == GlobalOptions.defaultJob ? [] : ["--job", job] }

  /// The database that a command works on: named, from the environment, or the embedded one.
  func databaseURL() async throws -> String {
    if let database { return try usable(database, from: "--database") }
    let environment = ProcessInfo.processInfo.environment
    if let url = environment["DATABASE_URL"], !url.isEmpty {
      return try usable(url, from: "DATABASE_URL")
    }
    let names = ["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE", "PGPORT", "PGUSER"]
    if names.contains(where: { environment[$0]?.isEmpty == false }) { return "" }
    let cluster = EmbeddedCluster(folder: GlobalOptions.clusterFolder)
    switch try await cluster.status() {
    case .running(let url, _): return url
    case .stopped: return try await cluster.up().url
    case .absent:
      throw ReportedFailure(
        .unavailable,
        "there is no database: make one with 'almanac up', or name one with --database")
    }
  }

  /// The text, unless it is a URL of something else, which libpq takes for a database's name.
  private func usable(_ url: String, from origin: String) throws -> String {
    let isPostgreSQL = ["postgres://", "postgresql://"].contains(where: url.hasPrefix)
    guard isPostgreSQL || url.contains("=") || !url.contains("//") else {
      throw ReportedFailure(
        .usage, "\(origin) is no URL of PostgreSQL, which begins with postgresql://")
    }
    return url
  }

  /// Settings for work on the database; `purpose` is what pg_stat_activity shows.
  func workerSettings(_ purpose: String) async throws -> ConnectionSettings {
    .worker(url: try await databaseURL(), applicationName: "almanac \(purpose)")
  }

  /// Opens a connection for the time of `body`, after checking that the schema is ours.
  func withConnection<T: Sendable>(
    _ purpose: String, _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    let connection = try await Connection.open(try await workerSettings(purpose))
    do {
      try await Migrator.ours.requireCurrent(connection)
      let value = try await body(connection)
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The job file without its calendars; findings go to standard error, and errors end the command.
  func readJob() throws -> Job {
    let outcome = Job.load(job, from: .disk, environment: ProcessInfo.processInfo.environment)
    guard let job = outcome.job else {
      Terminal.error(String(outcome.diagnostics.rendered(sources: outcome.sources).dropLast()))
      throw unusable
    }
    return job
  }

  /// The job file with its calendars; findings go to standard error, and errors end the command.
  func loadJob() throws -> (job: Job, loaded: LoadedJob) {
    let loaded = LoadedJob(
      job, from: .disk, environment: ProcessInfo.processInfo.environment)
    try require(loaded)
    guard let job = loaded.job else { throw unusable }
    return (job, loaded)
  }

  /// The job file, its calendars to be read when they are needed; findings go to standard error, and
  /// errors end the command.
  func rules() throws -> JobRules {
    let snapshot = FileSnapshot(of: .disk)
    let outcome = Job.load(
      job, from: snapshot.files, environment: ProcessInfo.processInfo.environment)
    let today = Instant.now().localDate(in: .gmt)
    let rules = JobRules(
      outcome, in: snapshot, program: ProgramFile.identity, today: today, check: require)
    guard let rules else {
      try require(LoadedJob(outcome, from: snapshot.files, today: today))
      throw unusable
    }
    return rules
  }

  /// Tells of the findings; throws when they leave nothing to go by.
  private func require(_ loaded: LoadedJob) throws {
    if !loaded.isUsable || !quiet, !loaded.report.isEmpty { Terminal.error(loaded.report) }
    guard loaded.isUsable else { throw unusable }
  }

  private var unusable: ReportedFailure {
    ReportedFailure(.configuration, "\(job) cannot be used")
  }
}

extension LocalDate: ExpressibleByArgument {
  /// The date written as `YYYY-MM-DD`.
  public init?(argument: String) { self.init(argument) }
}
