import Dates

/// A VEVENT whose values are known.
struct ICalendarEvent: Sendable {
  /// What an occurrence of the event inherits.
  struct Details: Hashable, Sendable {
    var uid: String
    var line: Int
    var summary: String
    var categories: [String]
    var isTentative: Bool
    var isCancelled: Bool
  }

  /// An additional occurrence.
  struct Addition: Hashable, Sendable {
    var start: EventMoment
    var span: EventSpan?
  }

  var details: Details
  /// A date for an event of whole days, also when it was written from midnight to midnight.
  var start: EventMoment
  /// The zone in which an event of whole days was written as times.
  var dayZone: EventZone?
  var span: EventSpan
  var rules: [RecurrenceRule] = []
  var additions: [Addition] = []
  var exclusions: [EventMoment] = []
  var recurrenceID: EventMoment?
  /// Whether a RECURRENCE-ID stands for its occurrence and all later ones.
  var appliesToFuture = false
  var sequence: Int
  /// LAST-MODIFIED and DTSTAMP, for choosing between versions of one event.
  var changed: [Int]

  /// Whether the event takes whole days.
  var isAllDay: Bool { !start.isTime }

  /// Whether this version replaces another of the same event that stands before it in the file.
  func replaces(_ other: ICalendarEvent) -> Bool {
    if sequence != other.sequence { return sequence > other.sequence }
    return !changed.lexicographicallyPrecedes(other.changed)
  }

  /// The wall-clock time, in the zone of the event's start, that another value stands for: the
  /// start of a day for events of whole days.
  func wallTime(of moment: EventMoment, from view: ZoneRules) -> WallTime {
    switch (start, moment) {
    case (.date, .date(let date)): return WallTime(date: date, second: 0)
    case (.time(let start, _), .date(let date)):
      return WallTime(date: date, second: start.second)
    case (.date, .time(let time, let zone)):
      guard let dayZone, zone != dayZone, zone != .floating else {
        let shown = view.wallTime(at: time.seconds)
        let isMidnight = dayZone == nil && zone == .rules(.utc) && shown.second == 0
        return WallTime(date: isMidnight ? shown.date : time.date, second: 0)
      }
      let instant = zone.rules(from: view).instant(of: time)
      return WallTime(date: dayZone.rules(from: view).wallTime(at: instant).date, second: 0)
    case (.time(_, let own), .time(let time, let zone)):
      guard zone != own, zone != .floating else { return time }
      let instant = zone.rules(from: view).instant(of: time)
      return own.rules(from: view).wallTime(at: instant)
    }
  }
}
