public import Store

/// Something that a watch tells of.
public enum WatchEvent: Sendable {
  /// A run that built something, failed somewhere, or was the first.
  case ran(RunReport)
  /// A look has ended, by the rules as they are written now; in a round, at every city. The failures
  /// are of the cities that it looked at.
  case looked(failures: [RunFailure], isRound: Bool)
  /// Changes that no trigger captures are found every round only, by comparing everything.
  case untracked(gaps: [String])
  /// Every change is captured from now on.
  case tracked
  /// Nothing could be done; it is tried again.
  case trouble(any Error)
}
