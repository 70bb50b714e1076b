/// An iCalendar feed that a calendar names as a parent.
public struct FeedReference: Hashable, Sendable {
  /// The id of the calendar.
  public var calendar: String
  /// The feed as the calendar names it: a path from the folder of its file, or a URL.
  public var feed: String
  /// Where the calendar names it.
  public var location: SourceLocation

  /// The feed `feed` of the calendar `calendar`, named at `location`.
  public init(calendar: String, feed: String, location: SourceLocation) {
    self.calendar = calendar
    self.feed = feed
    self.location = location
  }
}
