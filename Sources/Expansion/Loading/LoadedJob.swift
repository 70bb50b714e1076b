public import Calendars
public import Dates
public import Foundation

/// A job file with the calendars that it names, read and checked.
public struct LoadedJob: Sendable {
  /// The job; nil when its files have errors.
  public let job: Job?
  /// The calendars; empty when there is no job file.
  public let calendars: CalendarLibrary
  /// Every finding about job files and calendars, sorted.
  public let diagnostics: [Diagnostic]
  /// Every file that was read, by path.
  public let sources: [String: SourceText]

  /// Reads a job file, those that it extends, and its calendars.
  ///
  /// `environment` supplies secrets; `today` says over which years feeds are expanded and is by
  /// default the date in UTC.
  public init(
    _ path: String, from files: SourceFiles, environment: [String: String] = [:],
    today: LocalDate = Instant.now().localDate(in: .gmt)
  ) {
    self.init(
      Job.load(path, from: files, environment: environment), from: files, today: today)
  }

  /// Reads the calendars of a job that has been read.
  public init(_ outcome: JobOutcome, from files: SourceFiles, today: LocalDate) {
    job = outcome.job
    guard let draft = outcome.draft else {
      calendars = CalendarLibrary(files: [])
      diagnostics = outcome.diagnostics
      sources = outcome.sources
      return
    }
    let read = CalendarLibrary.load(
      folder: draft.calendarsFolder, from: files, today: today)
    calendars = read.library
    sources = outcome.sources.merging(read.sources) { job, _ in job }
    diagnostics =
      (outcome.diagnostics + read.unread + read.library.diagnostics
      + draft.feeds.check(read.library.feedReferences)
      + JobCheck.unknownHolidays(of: draft, in: read.library)).sorted()
  }

  /// Whether a run may begin. A feed that cannot be read is an error of the cities whose calendars
  /// name it, and of no others.
  public var isUsable: Bool {
    job != nil && !diagnostics.contains { $0.severity == .error && !$0.concernsFeed }
  }

  /// The findings, with what calendars lack for the dates that a run on `today` builds: what an
  /// authority has published or a table lists ends within 90 days of them, a rule has no date.
  public func diagnostics(on today: LocalDate) -> [Diagnostic] {
    guard let job else { return diagnostics }
    let dates = job.horizon.dates(from: today)
    return Set(diagnostics + CalendarCheck(calendars, in: dates).diagnostics).sorted()
  }

  /// The findings as text, each with its line of the source.
  public var report: String { diagnostics.rendered(sources: sources) }
}
