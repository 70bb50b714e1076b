import Dates

/// The versions of one event that count: its master, and the occurrences that were changed.
struct EventSeries: Sendable {
  var uid: String
  var master: ICalendarEvent?
  /// Events with a RECURRENCE-ID, each id once, in the order of the file.
  var overrides: [ICalendarEvent] = []

  /// Whether one of its versions stands for something that takes place.
  var isLive: Bool {
    ([master].compactMap { $0 } + overrides).contains { !$0.details.isCancelled }
  }

  /// Groups events by UID, in the order in which the UIDs appear.
  static func group(
    _ events: [ICalendarEvent], findings: inout ICalendarFindings
  ) -> [EventSeries] {
    var series: [EventSeries] = []
    var positions: [String: Int] = [:]
    var overrides: [OverrideKey: Int] = [:]
    for event in events {
      let position = positions[event.details.uid] ?? series.count
      if position == series.count {
        positions[event.details.uid] = position
        series.append(EventSeries(uid: event.details.uid))
      }
      series[position].add(event, at: position, known: &overrides, findings: &findings)
    }
    return series
  }

  private struct OverrideKey: Hashable {
    var series: Int
    var recurrenceID: EventMoment
  }

  private mutating func add(
    _ event: ICalendarEvent, at position: Int, known: inout [OverrideKey: Int],
    findings: inout ICalendarFindings
  ) {
    guard let recurrenceID = event.recurrenceID else {
      if let other = master { report(event, other, &findings) }
      if master.map(event.replaces) ?? true { master = event }
      return
    }
    let key = OverrideKey(series: position, recurrenceID: recurrenceID)
    if let index = known[key] {
      if event.replaces(overrides[index]) { overrides[index] = event }
    } else {
      known[key] = overrides.count
      overrides.append(event)
    }
  }

  /// Versions that differ in SEQUENCE are the normal way to change an event; others are doubtful.
  private func report(
    _ event: ICalendarEvent, _ other: ICalendarEvent, _ findings: inout ICalendarFindings
  ) {
    guard event.sequence == other.sequence else { return }
    let winner = event.replaces(other) ? event : other
    findings.warn(
      .duplicateUID, line: event.details.line, uid: uid,
      "the UID of line \(other.details.line) is used again; the event of line "
        + "\(winner.details.line) counts")
  }
}
