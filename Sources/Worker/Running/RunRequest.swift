public import Calendars
public import Dates
public import Store

/// What a run is asked to do.
public struct RunRequest: Sendable {
  /// The command as its user named it, for the records.
  public var command: String
  /// What its publications are called.
  public var kind: PublicationKind
  /// The slugs of the cities to look at; nil for all that the job covers.
  public var cities: [String]?
  /// The numbers of the cities to look at, where `cities` is nil; nil for all.
  var cityIDs: Set<Int32>?
  /// Only cities whose holidays come from this calendar or through it; nil for all.
  public var calendar: String?
  /// The first date to look at; nil for each city's today.
  public var from: LocalDate?
  /// The last date to look at; nil for the end of the horizon.
  public var to: LocalDate?
  /// Whether cells are built although no input has changed.
  public var isFull = false
  /// Whether the time of each stage is kept.
  package var recordsStages = true
  /// Whether anything is built; a run may also only prune.
  public var builds = true
  /// Whether what neither readers nor retention need is removed afterwards.
  public var prunes = false
  /// What compares built versions with the source before they are published; nil for nothing.
  public var check: (@Sendable (CalendarLibrary) -> any VersionCheck)?
  /// How many versions are compared, of all cities together; at least one of each city that builds.
  public var checkedVersions = 0
  /// What has been found before it and needs a person, a sentence each: it ends with findings.
  public var findings: [String] = []
  /// How many cities are built at once, each on a connection of its own.
  public var workers = 2
  /// How long to wait for cities that another process has leased.
  public var wait: Duration = .zero
  /// For how long a lease holds without renewal.
  public var leaseSeconds = 60.0
  /// When it begins: each city's today while no city is at work.
  public var instant: Instant
  /// The clock that says, once a city's lease is had, what its today is: a run that has waited, or
  /// that began before midnight, builds no yesterday over what others have published since.
  public var present: @Sendable () -> Instant = { .now() }
  /// The date to take for every city's today, in tests and replays.
  public var today: LocalDate?

  /// The same, begun at this moment.
  var begunNow: RunRequest {
    var request = self
    request.instant = present()
    return request
  }

  /// Whether nobody asked for certain cities or dates, so that the horizon decides how often a far
  /// date is looked at.
  var isRoutine: Bool {
    !isFull && cities == nil && calendar == nil && from == nil && to == nil
  }

  /// Whether it is about all that can have changed, of each city that it is about, and nobody knows
  /// of a change.
  var mayBeQuiet: Bool {
    builds && !isFull && cityIDs == nil && calendar == nil && from == nil && to == nil
  }

  /// A request for all cities and dates of the job.
  public init(command: String, kind: PublicationKind, instant: Instant) {
    self.command = command
    self.kind = kind
    self.instant = instant
  }
}
