public import Calendars
public import Dates

/// What is known of a feed's last good copy, without asking the feed.
public struct FeedStanding: Hashable, Sendable {
  /// The URL or path.
  public var feed: String
  /// When the copy was fetched; nil when that is not known.
  public var fetchedAt: Instant?
  /// When the feed was last found to be what the copy is; nil when that is not known.
  public var checkedAt: Instant?
  /// Whether a newer state waits for a person.
  public var isHeld: Bool
  /// Whether its calendars have nothing to go by: it is fetched, and has no copy.
  public var isMissing: Bool
  /// Whether it was last compared longer ago than the policy puts up with.
  public var isStale: Bool

  /// Whether a person has to look at it.
  public var needsPerson: Bool { isHeld || isMissing || isStale }
}

extension FeedStore {
  /// What is known of a feed's copy.
  public func standing(of feed: String, policy: FeedPolicy, at now: Instant) -> FeedStanding {
    let record = record(of: feed)
    let age = record.map { $0.checkedAt.seconds(to: now) }
    return FeedStanding(
      feed: feed, fetchedAt: record?.fetchedAt, checkedAt: record?.checkedAt,
      isHeld: heldCopy(of: feed) != nil,
      isMissing: FeedCopy.isURL(feed) && copy(of: feed) == nil,
      isStale: age.map { $0 > policy.oldestCheck } ?? false)
  }
}
