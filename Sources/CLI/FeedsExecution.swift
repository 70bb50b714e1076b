import Calendars
import Dates
import Expansion
import Feeds
import Foundation

/// Brings the last good copies of the feeds that calendars name up to date.
struct FeedsExecution {
  let policy: FeedPolicy
  /// The names of feeds whose present state is taken whatever it lost.
  var accepted: Set<String> = []

  /// One report a feed, in the order in which calendars name them.
  func perform(on references: [FeedReference]) async throws -> [FeedReport] {
    let sources = sources(of: references)
    guard !sources.isEmpty else { return [] }
    return try await HTTPFeedExchange.withExchange(policy) { exchange in
      await FeedUpdate(store: .standard, policy: policy, exchange: exchange)
        .update(sources, at: .now(), accepting: accepted)
    }
  }

  /// Each feed once, however many calendars name it.
  private func sources(of references: [FeedReference]) -> [FeedSource] {
    var seen: Set<String> = []
    return references.compactMap { reference in
      let isURL = FeedCopy.isURL(reference.feed)
      guard seen.insert(reference.name).inserted else { return nil }
      guard !isURL else { return .url(reference.feed) }
      let bytes = try? SourceFiles.disk.bytes(reference.path)
      return .file(path: reference.path, bytes: bytes ?? nil)
    }
  }
}
