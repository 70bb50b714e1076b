public import Calendars

/// What became of one feed.
public struct FeedReport: Sendable {
  /// What the feed's present state means for its copy.
  public enum Outcome: Hashable, Sendable {
    /// The copy is what the feed is.
    case unchanged
    /// There is a new copy.
    case accepted
    /// The new state waits for a person; the copy stays.
    case held(FeedVerdict)
    /// There is no usable new state; the copy stays.
    case failed(FeedFailure)
  }

  /// The URL or path.
  public var feed: String
  /// What became of it.
  public var outcome: Outcome
  /// Whether there is a copy to use.
  public var hasCopy: Bool
  /// Seconds since the copy was last found to be what the feed is; nil when that is not known.
  public var age: Double?
  /// Whether that is longer ago than the policy puts up with.
  public var isStale: Bool
  /// What is worth saying of the feed's content.
  public var findings: [Diagnostic]
}

extension FeedReport {
  /// Whether a person has to look at it: the feed is held, it has no copy, or its copy is stale.
  public var needsPerson: Bool {
    if case .held = outcome { true } else { !hasCopy || isStale }
  }

  /// Why the copy is not what the feed is; nil when it is.
  public var problem: String? {
    switch outcome {
    case .unchanged, .accepted: nil
    case .held(let verdict): verdict.description
    case .failed(let failure): failure.description
    }
  }

  /// What became of the feed, in one line without a full stop.
  public var line: String {
    switch outcome {
    case .unchanged: "\(feed): unchanged"
    case .accepted: "\(feed): accepted"
    case .held(let verdict):
      "\(feed): held: \(verdict); \(copy); look at it, then: almanac calendar fetch --accept \(feed)"
    case .failed(let failure): "\(feed): failed: \(failure); \(copy)"
    }
  }

  private var copy: String {
    guard hasCopy else { return "there is no copy of it, so its calendars cannot be used" }
    guard let age else { return "the copy stays" }
    let hours = Int(age / 3600)
    return "the copy of \(hours < 48 ? "\(hours) h" : "\(hours / 24) days") ago stays"
  }
}
