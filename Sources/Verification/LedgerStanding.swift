public import Calendars
public import Dates
public import Expansion
public import Postgres
import Store
import Worker

/// Tells by the ledger whether a cell's inputs have moved since it was built.
public struct LedgerStanding: Sendable {
  private let job: Job
  private let calendars: CalendarLibrary
  private let settings: ConnectionSettings
  private let instant: Instant
  private let today: LocalDate?

  /// The ledger of the database behind `settings`, under the rules of a job.
  public init(
    job: Job, calendars: CalendarLibrary, settings: ConnectionSettings, instant: Instant,
    today: LocalDate? = nil
  ) {
    self.job = job
    self.calendars = calendars
    self.settings = settings
    self.instant = instant
    self.today = today
  }

  /// The standing of a cell: what a rebuild of its city would build is superseded.
  public func standing(city: String, date: LocalDate) async throws -> CellStanding {
    var request = RunRequest(command: "verify", kind: .rebuild, instant: instant)
    request.cities = [city]
    request.today = today
    let run = Run(
      request, rules: JobRules(job: job, calendars: calendars), settings: settings,
      interruption: Interruption(), report: { _ in })
    let report = try await run.plan()
    guard report.failures.isEmpty else { return .superseded }
    guard let planned = report.plan.first(where: { $0.date == date }) else { return .current }
    switch planned.reasons.last {
    case .pinned: return .pinned
    case .held: return .held
    case .discarded: return .discarded
    default: return .superseded
    }
  }
}
