/// Something that a watch tells of.
public enum WatchEvent: Sendable {
  /// A run that built something, failed somewhere, or was the first.
  case ran(RunReport)
  /// Changes that no trigger captures are found every round only, by comparing everything.
  case untracked(gaps: [String])
  /// Every change is captured from now on.
  case tracked
  /// Nothing could be done; it is tried again.
  case trouble(any Error)
}
