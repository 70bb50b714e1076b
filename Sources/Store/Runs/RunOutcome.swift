/// How a run ended.
public enum RunOutcome: String, Sendable, CaseIterable {
  /// Still at work, or gone without a word.
  case running
  /// All done.
  case done
  /// Done, with cells held or something else for a person to look at.
  case findings
  /// Some cities failed; the others are done.
  case failed
  /// Done, but for cities that another process had leased.
  case busy
  /// Stopped by a signal, or by an error that the note names; the next run carries on.
  case interrupted
  /// Its process left without a word; the next run carries on.
  case abandoned
}
