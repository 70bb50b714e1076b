public import Dates

/// How often a watch looks.
public struct WatchPace: Sendable, Hashable {
  /// Between two looks for changes.
  public var poll: Duration
  /// From the first change to the work on it, so that those that come together are handled so.
  public var debounce: Duration
  /// Between two looks at every city: for a new day, for what is captured by no trigger, and to
  /// say that all is still well.
  public var round: Duration
  /// Between two removals of what neither readers nor retention need.
  public var prune: Duration
  /// The date to take for every city's today, in tests and replays.
  public var today: LocalDate?

  /// The defaults: every 50 ms, 20 ms, every minute, every hour.
  public init(
    poll: Duration = .milliseconds(50), debounce: Duration = .milliseconds(20),
    round: Duration = .seconds(60), prune: Duration = .seconds(3600), today: LocalDate? = nil
  ) {
    self.poll = poll
    self.debounce = debounce
    self.round = round
    self.prune = prune
    self.today = today
  }
}
