public import Calendars
public import Dates
import Foundation

/// Brings the last good copies of feeds up to date.
public struct FeedUpdate: Sendable {
  private let store: FeedStore
  private let policy: FeedPolicy
  private let fetch: FeedFetch

  /// An update of the copies in `store` through `exchange`.
  public init(store: FeedStore, policy: FeedPolicy, exchange: @escaping FeedExchange) {
    self.store = store
    self.policy = policy
    fetch = FeedFetch(policy: policy, exchange: exchange)
  }

  /// Brings the copies of all the feeds up to date, eight at a time; one report a feed in their
  /// order. Those whose names are in `accepted` are taken whatever they lost.
  public func update(
    _ feeds: [FeedSource], at now: Instant, accepting accepted: Set<String> = []
  ) async -> [FeedReport] {
    await withTaskGroup(of: (Int, FeedReport).self) { group in
      var reports: [Int: FeedReport] = [:]
      for (place, feed) in feeds.enumerated() {
        if place >= 8, let (place, report) = await group.next() { reports[place] = report }
        group.addTask {
          (place, await update(feed, at: now, accept: accepted.contains(feed.name)))
        }
      }
      for await (place, report) in group { reports[place] = report }
      return reports.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// Compares one feed with its copy, after fetching it when it is a URL; `accept` takes the new
  /// state whatever it lost.
  public func update(
    _ feed: FeedSource, at now: Instant, accept: Bool = false
  ) async -> FeedReport {
    do throws(FeedFailure) {
      switch feed {
      case .url(let url):
        switch try await fetch.fetch(url, etag: store.record(of: url)?.etag) {
        case .notModified: return try confirmed(url, now)
        case .body(let bytes, let etag):
          return try judge(bytes, of: url, etag: etag, at: now, accept: accept)
        }
      case .file(let path, let bytes):
        guard let bytes else { throw .missingFile }
        return try judge(bytes, of: path, etag: nil, at: now, accept: accept)
      }
    } catch {
      return report(feed.name, .failed(error), [], now)
    }
  }

  private func judge(
    _ bytes: [UInt8], of feed: String, etag: String?, at now: Instant, accept: Bool
  ) throws(FeedFailure) -> FeedReport {
    let good = store.copy(of: feed)
    guard good != bytes else { return try confirmed(feed, now) }
    let new: ICalendarFeed
    do throws(Diagnostic) {
      new = try ICalendarFeed(reading: bytes, file: feed)
    } catch {
      throw .refused(error)
    }
    let old = good.flatMap { try? ICalendarFeed(reading: $0, file: feed) }
    let verdict = FeedVerdict(new: new, after: old)
    do {
      guard accept || verdict == .accept else {
        try store.hold(bytes, of: feed)
        return report(feed, .held(verdict), new.findings, now)
      }
      try store.keep(bytes, of: feed, etag: etag, at: now)
    } catch {
      throw .notKept(error.localizedDescription)
    }
    return report(feed, .accepted, new.findings, now)
  }

  private func confirmed(_ feed: String, _ now: Instant) throws(FeedFailure) -> FeedReport {
    do {
      try store.confirm(feed, at: now)
    } catch {
      throw .notKept(error.localizedDescription)
    }
    return report(feed, .unchanged, [], now)
  }

  private func report(
    _ feed: String, _ outcome: FeedReport.Outcome, _ findings: [Diagnostic], _ now: Instant
  ) -> FeedReport {
    let age = store.record(of: feed).map { $0.checkedAt.seconds(to: now) }
    return FeedReport(
      feed: feed, outcome: outcome, hasCopy: store.copy(of: feed) != nil, age: age,
      isStale: age.map { $0 > policy.oldestCheck } ?? false, findings: findings)
  }
}
