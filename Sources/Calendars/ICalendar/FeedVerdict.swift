/// Whether a new copy of a feed may take the place of the last good one.
public enum FeedVerdict: Hashable, Sendable {
  case accept
  /// More events are gone than a feed loses in the ordinary course: a person decides.
  case hold(lost: Int, of: Int)

  /// The verdict on `new` after `old`; `nil` when there is no copy yet.
  ///
  /// An event of the old copy is lost when the new one has neither its UID nor an event of the same
  /// name and first date. A copy that loses more than 20 % of its events, or all of them, is held.
  public init(new: ICalendarFeed, after old: ICalendarFeed?) {
    let before = old?.series.filter(\.isLive) ?? []
    let after = new.series.filter(\.isLive)
    let uids = Set(after.map(\.uid))
    let contents = Set(after.compactMap(\.content))
    let lost = before.filter { series in
      !uids.contains(series.uid) && !(series.content.map(contents.contains) ?? false)
    }.count
    self = lost * 5 > before.count ? .hold(lost: lost, of: before.count) : .accept
  }
}

extension FeedVerdict: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .accept: "the new copy is accepted"
    case .hold(let lost, let all): "the new copy lost \(lost) of \(all) events and is held back"
    }
  }
}

extension EventSeries {
  /// What identifies an event besides its UID.
  fileprivate struct Content: Hashable {
    var start: EventMoment
    var summary: String
  }

  fileprivate var content: Content? {
    (master ?? overrides.first).map { Content(start: $0.start, summary: $0.details.summary) }
  }
}
