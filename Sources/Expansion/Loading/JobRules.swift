public import Calendars
public import Dates
import Synchronization

/// A job with its calendars, which are read when they are first needed.
public final class JobRules: Sendable {
  /// The job.
  public let job: Job
  /// What all the files that the rules may be read from hash to, with the program that reads them;
  /// nil when that does not say all.
  public let fingerprint: Int64?

  private let load: @Sendable () throws -> (calendars: CalendarLibrary, isProven: Bool)
  private let loaded = Mutex<(calendars: CalendarLibrary, isProven: Bool)?>(nil)

  /// Rules that have been read already, of which nobody knows from what.
  public init(job: Job, calendars: CalendarLibrary) {
    self.job = job
    fingerprint = nil
    load = { (calendars, false) }
  }

  /// The rules of a job that was read from the files of a snapshot; nil when it has errors.
  ///
  /// `program` stands for whatever understands the files, `today` says over which years feeds are
  /// expanded. `check` hears once what was read, and throws when it is not to be used.
  public init?(
    _ outcome: JobOutcome, in snapshot: FileSnapshot, program: String, today: LocalDate,
    check: @escaping @Sendable (LoadedJob) throws -> Void
  ) {
    guard let job = outcome.job else { return nil }
    self.job = job
    let hash = snapshot.hash(folders: [
      (job.calendarsFolder, [".yml", ".ics"]), (FeedCopy.folder, [".ics"]),
    ])
    fingerprint = hash.map { StableHash.hash(Array("\($0) \(today.year) \(program)".utf8)) }
    load = {
      let loaded = LoadedJob(outcome, from: snapshot.files, today: today)
      try check(loaded)
      // What is to be said of the rules is to be said by every run.
      return (loaded.calendars, loaded.diagnostics.isEmpty && snapshot.isWhole)
    }
  }

  /// The calendars, read by the first who asks.
  public func calendars() throws -> CalendarLibrary { try read().calendars }

  /// The fingerprint, if it covers everything that was read, and nothing is to be said about it.
  public func provenFingerprint() throws -> Int64? { try read().isProven ? fingerprint : nil }

  private func read() throws -> (calendars: CalendarLibrary, isProven: Bool) {
    try loaded.withLock { loaded in
      if let loaded { return loaded }
      let fresh = try load()
      loaded = fresh
      return fresh
    }
  }
}
