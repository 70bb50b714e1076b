import Calendars
import Dates
import Feeds

extension FeedStanding {
  /// Why a person has to look at it.
  func complaint(now: Instant) -> String {
    if isMissing { return "never fetched, so its calendars cannot be used" }
    if isHeld { return "its present state lost too much; its last good copy is used" }
    return "last compared \(age(checkedAt, now)), longer than 'warn_after_days' puts up with"
  }

  /// The standing as a member of JSON output.
  var json: JSON {
    .object([
      ("feed", .string(feed)), ("fetched_at", .optional(fetchedAt?.description)),
      ("checked_at", .optional(checkedAt?.description)), ("stale", .bool(isStale)),
      ("held", .bool(isHeld)), ("missing", .bool(isMissing)),
    ])
  }
}
