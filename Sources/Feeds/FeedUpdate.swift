public import Calendars
public import Dates
import Foundation

/// Brings the last good copies of feeds up to date.
public struct FeedUpdate: Sendable {
  /// What became of one feed.
  public struct Report: Sendable {
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
    /// Seconds since the copy was last found to be what the feed is; nil without a copy.
    public var age: Double?
    /// What is worth saying, errors for a feed that is held, failed or has no copy.
    public var findings: [Diagnostic]
  }

  private let store: FeedStore
  private let policy: FeedPolicy
  private let fetch: FeedFetch

  /// An update of the copies in `store` through `exchange`.
  public init(store: FeedStore, policy: FeedPolicy, exchange: @escaping FeedExchange) {
    self.store = store
    self.policy = policy
    fetch = FeedFetch(policy: policy, exchange: exchange)
  }

  /// Fetches a feed by its URL; `accept` takes the new state whatever it lost.
  public func update(url: String, at now: Instant, accept: Bool = false) async -> Report {
    do throws(FeedFailure) {
      switch try await fetch.fetch(url, etag: store.record(of: url)?.etag) {
      case .notModified:
        try confirmed(url, now)
        return report(url, .unchanged, [], now)
      case .body(let bytes, let etag):
        return try judge(bytes, of: url, etag: etag, at: now, accept: accept)
      }
    } catch {
      return report(url, .failed(error), [], now)
    }
  }

  /// Takes a feed that is a file through the same verdict.
  public func update(path: String, bytes: [UInt8], at now: Instant, accept: Bool = false) -> Report
  {
    do throws(FeedFailure) {
      return try judge(bytes, of: path, etag: nil, at: now, accept: accept)
    } catch {
      return report(path, .failed(error), [], now)
    }
  }

  private func judge(
    _ bytes: [UInt8], of feed: String, etag: String?, at now: Instant, accept: Bool
  ) throws(FeedFailure) -> Report {
    let good = store.copy(of: feed)
    guard good != bytes else {
      try confirmed(feed, now)
      return report(feed, .unchanged, [], now)
    }
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
      throw .transport("the copy cannot be kept: \(error.localizedDescription)")
    }
    return report(feed, .accepted, new.findings, now)
  }

  private func confirmed(_ feed: String, _ now: Instant) throws(FeedFailure) {
    do {
      try store.confirm(feed, at: now)
    } catch {
      throw .transport("the copy cannot be kept: \(error.localizedDescription)")
    }
  }

  private func report(
    _ feed: String, _ outcome: Report.Outcome, _ findings: [Diagnostic], _ now: Instant
  ) -> Report {
    let age = store.record(of: feed).map { $0.checkedAt.seconds(to: now) }
    var findings = findings
    let place = SourceLocation(file: feed, line: 1, column: 1)
    switch outcome {
    case .unchanged, .accepted: break
    case .held(let verdict):
      findings.append(
        Diagnostic(
          .error, ICalendarCode.held, at: place, verdict.description,
          hint: "look at it, then fetch it with --accept"))
    case .failed(let failure):
      findings.append(Diagnostic(.error, ICalendarCode.fetch, at: place, failure.description))
    }
    if store.copy(of: feed) == nil {
      findings.append(
        Diagnostic(.error, ICalendarCode.missing, at: place, "there is no copy of the feed"))
    }
    if let age, age > Double(policy.warnAfterDays) * 86_400 {
      findings.append(
        Diagnostic(
          .warning, ICalendarCode.stale, at: place,
          "the copy is \(Int(age / 86_400)) days old"))
    }
    return Report(feed: feed, outcome: outcome, age: age, findings: findings)
  }
}
