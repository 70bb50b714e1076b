import Dates

/// Where an occurrence lies on the city's calendar.
struct OccurrencePlacement {
  var dates: DateRange
  var datesInWindow: DateRange
  var isAllDay: Bool
  var parts: [FeedOccurrence.Part]

  /// Nil when the occurrence does not touch the window.
  init?(start: EventMoment, span: EventSpan, view: ZoneRules?, window: DateRange) {
    switch start {
    case .date(let first):
      let last = WallTime(date: first, second: 0).adding(days: max(span.days, 1) - 1).date
      self.init(from: first, to: last, window: window)
    case .time(let time, let zone):
      let own = zone.rules(from: view ?? .utc)
      let begin = own.instant(of: time)
      let end = own.instant(of: time.adding(days: span.days)) + span.seconds
      self.init(from: begin, to: end, in: view ?? own, window: window)
    }
  }

  private init?(from first: LocalDate, to last: LocalDate, window: DateRange) {
    guard let dates = DateRange(first: first, last: last),
      let inWindow = DateRange(first: max(first, window.first), last: min(last, window.last))
    else { return nil }
    self.dates = dates
    datesInWindow = inWindow
    isAllDay = true
    parts = []
  }

  private init?(from begin: Int, to end: Int, in zone: ZoneRules, window: DateRange) {
    let first = zone.wallTime(at: begin).date
    let last = max(zone.wallTime(at: max(end - 1, begin)).date, first)
    self.init(from: first, to: last, window: window)
    for date in datesInWindow.dates {
      if let part = OccurrencePlacement.part(of: date, from: begin, to: end, in: zone) {
        parts.append(part)
      }
    }
    isAllDay = end > begin && parts.allSatisfy(\.isWholeDay)
    if isAllDay { parts = [] }
  }

  /// What the wall clock of a date shows between two instants; nil for a date that was skipped.
  private static func part(
    of date: LocalDate, from begin: Int, to end: Int, in zone: ZoneRules
  ) -> FeedOccurrence.Part? {
    let dayStart = zone.startOfDay(date)
    let dayEnd = zone.startOfDay(WallTime(date: date, second: 0).adding(days: 1).date)
    guard dayStart < dayEnd else { return nil }
    let from = max(begin, dayStart)
    let to = min(max(end, begin), dayEnd)
    var first = from == dayStart ? 0 : zone.wallTime(at: from).second
    var last = to == dayEnd ? 86_400 : zone.wallTime(at: to).second
    // Clocks set back in between show times twice: all of them are taken.
    if zone.offset(at: to) < zone.offset(at: from), from < to {
      let offset = zone.offset(at: from)
      let change = zone.firstInstant(in: from...to) { zone.offset(at: $0) != offset }
      last = max(last, min(zone.wallTime(at: change - 1).second + 1, 86_400))
      first = min(first, zone.wallTime(at: change).second)
    }
    guard let start = ClockTime(minutes: first / 60), let end = ClockTime(minutes: (last + 59) / 60)
    else { return nil }
    return FeedOccurrence.Part(date: date, start: start, end: end)
  }
}
