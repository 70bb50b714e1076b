public import Calendars
public import Expansion

/// A job with its calendars, as its files say it now.
public struct WatchRules: Sendable {
  /// The job.
  public var job: Job
  /// The calendars.
  public var calendars: CalendarLibrary

  /// Rules that have been read and are free of errors.
  public init(job: Job, calendars: CalendarLibrary) {
    self.job = job
    self.calendars = calendars
  }
}
