import Dates

/// Expands the events of one feed in one window, seen from one zone.
struct SeriesExpansion {
  /// An occurrence of a master before it is placed in the city.
  private struct Slot {
    var time: WallTime
    var span: EventSpan?
  }

  private let window: DateRange
  /// The zone from which one looks; nil shows each event in its own zone.
  private let view: ZoneRules?
  private let limits: ICalendarLimits
  private(set) var findings: ICalendarFindings
  private(set) var occurrences: [FeedOccurrence] = []
  private var daysLeft: Int

  init(window: DateRange, view: ZoneRules?, limits: ICalendarLimits, findings: ICalendarFindings) {
    self.window = window
    self.view = view
    self.limits = limits
    self.findings = findings
    daysLeft = limits.days
  }

  /// Adds the occurrences of a series; throws when the whole feed asks for too much work.
  mutating func add(_ series: EventSeries) throws(Diagnostic) {
    var found: [FeedOccurrence] = []
    var overrides = series.overrides
    if let master = series.master {
      let exclusions = Exclusions(of: master, from: view ?? .utc)
      overrides.removeAll { event in
        event.recurrenceID.map { exclusions.contains(master.wallTime(of: $0, from: view ?? .utc)) }
          ?? false
      }
      do throws(EventReader.Fault) {
        try expand(master, series.overrides, into: &found)
      } catch {
        guard error.code != .tooMuchWork else {
          throw findings.finding(.error, error.code, line: error.line, error.message)
        }
        findings.add(
          findings.finding(
            .error, error.code, line: error.line, uid: series.uid,
            "the event is skipped: \(error.message)"))
        return
      }
    }
    for event in overrides where !event.details.isCancelled {
      place(event, event.start, event.span, into: &found)
    }
    occurrences += found
    guard occurrences.count <= limits.occurrences else {
      throw findings.finding(
        .error, .tooMuchWork, line: series.master?.details.line ?? 1,
        "the file has more than \(limits.occurrences) occurrences in \(window)")
    }
  }

  /// Adds the occurrences that no override stands for; those of a cancelled master are none, but
  /// what was changed later may still take place.
  private mutating func expand(
    _ master: ICalendarEvent, _ overrides: [ICalendarEvent], into found: inout [FeedOccurrence]
  ) throws(EventReader.Fault) {
    let view = view ?? .utc
    var changed: Set<WallTime> = []
    var futures: [(from: WallTime, event: ICalendarEvent)] = []
    for event in overrides {
      guard let id = event.recurrenceID else { continue }
      let time = master.wallTime(of: id, from: view)
      changed.insert(time)
      if event.appliesToFuture { futures.append((time, event)) }
    }
    guard !master.details.isCancelled || !futures.isEmpty else { return }
    futures.sort { $0.from < $1.from }
    for slot in try slots(of: master, padding: padding(master, futures, view), view) {
      guard !changed.contains(slot.time) else { continue }
      if let future = futures.last(where: { $0.from <= slot.time }) {
        guard !future.event.details.isCancelled else { continue }
        let start = future.event.start.shifted(from: future.from, to: slot.time)
        place(future.event, start, future.event.span, into: &found)
      } else if !master.details.isCancelled {
        place(master, master.start.at(slot.time), slot.span ?? master.span, into: &found)
      }
    }
  }

  /// Days before and after the window in which an occurrence may begin that reaches into it.
  private func padding(
    _ master: ICalendarEvent, _ futures: [(from: WallTime, event: ICalendarEvent)],
    _ view: ZoneRules
  ) -> Int {
    let spans = [master.span.reach] + master.additions.compactMap(\.span?.reach)
    let moved = futures.map { future in
      future.event.span.reach + abs(future.from.date.days(to: future.event.start.date))
    }
    return (spans + moved).reduce(0, max) + 2
  }

  private mutating func slots(
    of master: ICalendarEvent, padding: Int, _ view: ZoneRules
  ) throws(EventReader.Fault) -> [Slot] {
    let base = master.wallTime(of: master.start, from: view)
    let first = LocalDate(dayNumber: Int32(clamping: Int(window.first.dayNumber) - padding))
    let last = LocalDate(dayNumber: Int32(clamping: Int(window.last.dayNumber) + padding))
    var spans: [WallTime: EventSpan?] = [base: nil]
    for rule in master.rules {
      for time in try times(rule, master, base, first, last, view) { spans[time] = .some(nil) }
    }
    for addition in master.additions {
      spans[master.wallTime(of: addition.start, from: view)] = .some(addition.span)
    }
    guard spans.count <= limits.occurrencesOfEvent else {
      throw tooMany(master)
    }
    let exclusions = Exclusions(of: master, from: view)
    return spans.keys.sorted().compactMap { time in
      guard !exclusions.contains(time) else { return nil }
      return Slot(time: time, span: spans[time] ?? nil)
    }
  }

  private mutating func times(
    _ rule: RecurrenceRule, _ master: ICalendarEvent, _ base: WallTime, _ first: LocalDate,
    _ last: LocalDate, _ view: ZoneRules
  ) throws(EventReader.Fault) -> [WallTime] {
    var rule = rule
    if case .until(let until) = rule.end {
      rule.end = .until(master.until(until, from: view))
    }
    var probe = RecurrenceSequence(rule, start: base, first: base.date, last: base.date)
    if probe.next() != base {
      findings.warn(
        .startOutsideRule, line: master.details.line, uid: master.details.uid,
        "DTSTART does not match its RRULE; it is an occurrence all the same")
      if case .count(let count) = rule.end {
        guard count > 1 else { return [] }
        rule.end = .count(count - 1)
      }
    }
    var sequence = RecurrenceSequence(rule, start: base, first: first, last: last)
    var times: [WallTime] = []
    while let time = sequence.next() { times.append(time) }
    daysLeft -= probe.daysExamined + sequence.daysExamined
    guard daysLeft >= 0 else {
      throw EventReader.Fault(
        line: master.details.line, code: .tooMuchWork,
        message: "the recurrence rules of the file ask for too much work")
    }
    guard !sequence.reachedLimit else { throw tooMany(master) }
    return times
  }

  private func tooMany(_ event: ICalendarEvent) -> EventReader.Fault {
    EventReader.Fault(
      line: event.details.line, code: .tooManyOccurrences,
      message: "it has more than \(limits.occurrencesOfEvent) occurrences, or its rule looks at "
        + "more than \(RecurrenceRule.periodLimit) periods")
  }

  private func place(
    _ event: ICalendarEvent, _ start: EventMoment, _ span: EventSpan,
    into found: inout [FeedOccurrence]
  ) {
    let placement = OccurrencePlacement(start: start, span: span, view: view, window: window)
    guard let placement else { return }
    found.append(
      FeedOccurrence(
        uid: event.details.uid, summary: event.details.summary,
        categories: event.details.categories, isTentative: event.details.isTentative,
        dates: placement.dates, datesInWindow: placement.datesInWindow,
        isAllDay: placement.isAllDay, parts: placement.parts,
        line: event.details.line))
  }
}

extension EventMoment {
  /// The moment at another wall-clock time of the same zone.
  fileprivate func at(_ time: WallTime) -> EventMoment {
    switch self {
    case .date: .date(time.date)
    case .time(_, let zone): .time(time, zone)
    }
  }

  /// The moment as far from itself as one wall-clock time is from another.
  fileprivate func shifted(from: WallTime, to: WallTime) -> EventMoment {
    switch self {
    case .date(let date):
      .date(WallTime(date: date, second: 0).adding(days: from.date.days(to: to.date)).date)
    case .time(let time, let zone):
      .time(WallTime(seconds: time.seconds + to.seconds - from.seconds), zone)
    }
  }
}

extension ICalendarEvent {
  /// UNTIL in the type and zone of the event's start.
  fileprivate func until(_ until: RecurrenceUntil, from view: ZoneRules) -> RecurrenceUntil {
    switch (until, start) {
    case (.date(let date), .date): .date(date)
    case (.date(let date), .time): .local(WallTime(date: date, second: 0))
    case (.local(let time), .date): .date(time.date)
    case (.local(let time), .time): .local(time)
    case (.utc(let time), .date):
      .date(dayZone.map { $0.rules(from: view).wallTime(at: time.seconds).date } ?? time.date)
    case (.utc, .time):
      .local(wallTime(of: .time(until.time, .rules(.utc)), from: view))
    }
  }
}
