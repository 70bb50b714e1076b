import Calendars
import Dates
import Feeds
import Testing

@Suite struct FeedStandingTests {
  private static let url = "https://www.example.org/holidays.ics"
  private static let now = Instant(rfc3339: "2026-11-25T06:00:00Z") ?? .now()
  private let folder = FeedUpdateTests.Folder()
  private var store: FeedStore { FeedStore(folder: folder.url) }

  private func standing(of feed: String = url, days: Double = 0) -> FeedStanding {
    store.standing(
      of: feed, policy: FeedPolicy(), at: Self.now.adding(seconds: days * 86_400))
  }

  @Test func `a feed that was never fetched is missing, a file is not`() {
    #expect(standing().isMissing && standing().needsPerson)
    #expect(standing().checkedAt == nil && !standing().isStale)
    #expect(!standing(of: "Jobs/calendars/own.ics").needsPerson)
  }

  @Test func `a copy ages from the day when it was last compared`() throws {
    try store.keep([1], of: Self.url, etag: nil, at: Self.now)
    #expect(!standing(days: 7).needsPerson)
    #expect(standing(days: 7.1).isStale && standing(days: 7.1).needsPerson)
    let later = Self.now.adding(seconds: 5 * 86_400)
    try store.confirm(Self.url, at: later)
    let standing = standing(days: 8)
    #expect(standing.fetchedAt == Self.now && standing.checkedAt == later)
    #expect(!standing.needsPerson)
  }

  @Test func `a state that is held waits for a person`() throws {
    try store.keep([1], of: Self.url, etag: nil, at: Self.now)
    try store.hold([2], of: Self.url)
    #expect(standing().isHeld && standing().needsPerson)
  }
}
