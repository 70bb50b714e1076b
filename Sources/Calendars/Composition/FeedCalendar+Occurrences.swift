import Dates

extension FeedCalendar {
  /// The closures of a feed's occurrences as the city sees them.
  ///
  /// An occurrence of whole days closes them; one from the start of a date lets the place open at
  /// its end, one to the end of a date lets it close at its start. One in the middle of a date has
  /// a closing time before its opening time. A moment without length closes nothing.
  public init(occurrences: [FeedOccurrence]) {
    var order: [Kind] = []
    var dates: [Kind: Set<LocalDate>] = [:]
    for occurrence in occurrences {
      for (date, kind) in Kind.parts(of: occurrence) {
        if dates[kind] == nil { order.append(kind) }
        dates[kind, default: []].insert(date)
      }
    }
    events = order.map { kind in
      Event(
        uid: kind.uid, summary: kind.summary, dates: dates[kind, default: []].sorted(),
        status: kind.isTentative ? .estimated : .confirmed, opensAt: kind.opensAt,
        closesAt: kind.closesAt, line: kind.line)
    }
  }

  /// What the dates of one event have in common.
  private struct Kind: Hashable {
    var uid: String
    var summary: String
    var isTentative: Bool
    var opensAt: ClockTime?
    var closesAt: ClockTime?
    var line: Int

    static func parts(of occurrence: FeedOccurrence) -> [(LocalDate, Kind)] {
      let whole = Kind(
        uid: occurrence.uid, summary: occurrence.summary, isTentative: occurrence.isTentative,
        line: occurrence.line)
      guard !occurrence.isAllDay else { return occurrence.datesInWindow.dates.map { ($0, whole) } }
      return occurrence.parts.filter { $0.start < $0.end }.map { part in
        var kind = whole
        kind.opensAt = part.end.minutes == 1440 ? nil : part.end
        kind.closesAt = part.start.minutes == 0 ? nil : part.start
        return (part.date, kind)
      }
    }
  }
}
