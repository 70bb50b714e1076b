import Dates

/// Reads the VEVENTs of one VCALENDAR.
struct EventReader {
  /// Why an event is skipped.
  struct Fault: Error {
    var line: Int
    var code: ICalendarCode
    var message: String
  }

  private var zones: EventZones
  private let limits: ICalendarLimits
  private var listedDates = 0
  private(set) var findings: ICalendarFindings

  init(_ object: ICalendarObject, limits: ICalendarLimits, findings: ICalendarFindings) {
    zones = EventZones(object.zones)
    self.limits = limits
    self.findings = findings
  }

  /// The event, or nil when it is skipped, which is reported.
  mutating func read(_ component: ICalendarComponent) -> ICalendarEvent? {
    let details = details(of: component)
    do throws(Fault) {
      return try event(component, details)
    } catch {
      findings.add(
        findings.finding(
          .error, error.code, line: error.line, uid: details.uid,
          "the event is skipped: \(error.message)"))
      return nil
    }
  }

  mutating func warn(_ code: ICalendarCode, at line: Int, _ uid: String, _ message: String) {
    findings.warn(code, line: line, uid: uid, message)
  }

  private mutating func event(
    _ component: ICalendarComponent, _ details: ICalendarEvent.Details
  ) throws(Fault) -> ICalendarEvent {
    if let fault = component.fault {
      throw Fault(
        line: fault.line, code: fault.code, message: "its \(fault.property) line cannot be used")
    }
    guard let line = component.first("DTSTART") else {
      throw Fault(line: component.line, code: .noStart, message: "it has no DTSTART")
    }
    let start = try moment(line.text, line)
    let span = try span(of: component, start: start, uid: details.uid)
    var event = ICalendarEvent(
      details: details, start: start, span: span,
      sequence: component.first("SEQUENCE").flatMap { Int($0.text) } ?? 0,
      changed: ["LAST-MODIFIED", "DTSTAMP"].map { name in
        guard let line = component.first(name), case .utc(let time) = ICalendarDate(line.text)
        else { return 0 }
        return time.seconds
      })
    turnMidnightsIntoDays(&event)
    event.rules = try rules(of: component, for: event)
    event.additions = try additions(of: component, for: event)
    event.exclusions = try moments("EXDATE", of: component, uid: details.uid).map(\.moment)
    if let line = component.first("RECURRENCE-ID") {
      event.recurrenceID = try moment(line.text, line)
      event.appliesToFuture = line.parameters["RANGE"]?.uppercased() == "THISANDFUTURE"
    }
    return event
  }

  /// Midnight to midnight in the event's own zone is an event of whole days. UTC is not taken for
  /// the zone of a place.
  private func turnMidnightsIntoDays(_ event: inout ICalendarEvent) {
    guard case .time(let time, let zone) = event.start, zone != .rules(.utc), time.second == 0,
      case let wall = wallSpan(of: event, time, zone), wall > 0, wall % 86_400 == 0
    else { return }
    event.start = .date(time.date)
    event.dayZone = zone
    event.span = EventSpan(days: wall / 86_400, seconds: 0)
  }

  /// Seconds by which the wall clock moves on from the event's start to its end.
  private func wallSpan(of event: ICalendarEvent, _ time: WallTime, _ zone: EventZone) -> Int {
    let nominal = event.span.days * 86_400
    guard case .rules(let rules) = zone else { return nominal + event.span.seconds }
    let end = rules.instant(of: time.adding(days: event.span.days)) + event.span.seconds
    return rules.wallTime(at: end).seconds - time.seconds
  }

  private mutating func span(
    of component: ICalendarComponent, start: EventMoment, uid: String
  ) throws(Fault) -> EventSpan {
    if let line = component.first("DTEND") {
      if component.first("DURATION") != nil {
        findings.warn(
          .repeatedProperty, line: line.number, uid: uid, "DTEND counts, DURATION is ignored")
      }
      return try span(from: start, to: try moment(line.text, line), line, uid)
    }
    guard let line = component.first("DURATION") else {
      return EventSpan(days: start.isTime ? 0 : 1, seconds: 0)
    }
    guard let duration = ICalendarDuration(line.text) else {
      throw Fault(
        line: line.number, code: .badDuration,
        message: "'\(shortened(line.text))' is not a duration")
    }
    guard !duration.isNegative || duration.days == 0 && duration.seconds == 0 else {
      throw Fault(
        line: line.number, code: .endBeforeStart, message: "DURATION \(line.text) is negative")
    }
    guard LocalDate.canAdd(duration.days + duration.seconds / 86_400, to: start.date) else {
      throw Fault(
        line: line.number, code: .badDuration,
        message: "DURATION \(shortened(line.text)) ends after the year 9999")
    }
    guard !start.isTime else { return EventSpan(days: duration.days, seconds: duration.seconds) }
    return wholeDays(duration.days + (duration.seconds + 86_399) / 86_400, line, uid)
  }

  private mutating func span(
    from start: EventMoment, to end: EventMoment, _ line: ContentLine, _ uid: String
  ) throws(Fault) -> EventSpan {
    if start.isTime != end.isTime {
      findings.warn(
        .mixedTypes, line: line.number, uid: uid, "of DTSTART and DTEND only one has a time")
    }
    let backwards = Fault(
      line: line.number, code: .endBeforeStart,
      message: "DTEND \(shortened(line.text)) lies before DTSTART")
    switch (start, end) {
    case (.date(let first), .date(let end)):
      guard end >= first else { throw backwards }
      return wholeDays(first.days(to: end), line, uid)
    case (.date(let first), .time(let end, _)):
      let days = first.days(to: end.date) + (end.second > 0 ? 1 : 0)
      guard days >= 0 else { throw backwards }
      return wholeDays(days, line, uid)
    case (.time(let first, let zone), .date(let end)):
      return try exactSpan(
        (first, zone), (WallTime(date: end, second: 0), zone), orThrow: backwards)
    case (.time(let first, let zone), .time(let end, let endZone)):
      return try exactSpan((first, zone), (end, endZone), orThrow: backwards)
    }
  }

  private func exactSpan(
    _ start: (WallTime, EventZone), _ end: (WallTime, EventZone), orThrow fault: Fault
  ) throws(Fault) -> EventSpan {
    // A floating end of a zoned start, or the other way round, is read in the one zone there is.
    let startRules = start.1.rules(from: end.1.rules(from: .utc))
    let endRules = end.1.rules(from: startRules)
    let seconds = endRules.instant(of: end.0) - startRules.instant(of: start.0)
    guard seconds >= 0 else { throw fault }
    return EventSpan(days: 0, seconds: seconds)
  }

  private mutating func wholeDays(_ days: Int, _ line: ContentLine, _ uid: String) -> EventSpan {
    if days == 0 {
      findings.warn(
        .emptyEvent, line: line.number, uid: uid, "the event ends on its start and takes one day")
    }
    return EventSpan(days: max(days, 1), seconds: 0)
  }

  private mutating func rules(
    of component: ICalendarComponent, for event: ICalendarEvent
  ) throws(Fault) -> [RecurrenceRule] {
    if let line = component.all("EXRULE").first {
      throw Fault(line: line.number, code: .badRule, message: "EXRULE is not supported")
    }
    var rules: [RecurrenceRule] = []
    for line in component.all("RRULE") {
      var warnings: [RecurrenceWarning] = []
      do {
        let kind: RecurrenceRule.StartKind = event.isAllDay ? .date : .dateTime
        let rule = try RecurrenceRule(parsing: line.text, for: kind, warnings: &warnings)
        if !rules.contains(rule) { rules.append(rule) }
        warnings += rule.warnings(starting: event.start.date)
      } catch {
        throw Fault(line: line.number, code: .badRule, message: "RRULE: \(error)")
      }
      if event.dayZone != nil { warnings.removeAll { $0.code == "rrule.until-has-time" } }
      for warning in warnings {
        findings.warn(.doubtfulRule, line: line.number, uid: event.details.uid, "\(warning)")
      }
    }
    return rules
  }

  private mutating func additions(
    of component: ICalendarComponent, for event: ICalendarEvent
  ) throws(Fault) -> [ICalendarEvent.Addition] {
    let values = try moments("RDATE", of: component, uid: event.details.uid)
    return values.map { ICalendarEvent.Addition(start: $0.moment, span: $0.span) }
  }

  /// The values of RDATE or EXDATE lines; one that is no date is reported and left out.
  private mutating func moments(
    _ property: String, of component: ICalendarComponent, uid: String
  ) throws(Fault) -> [(moment: EventMoment, span: EventSpan?)] {
    var values: [(moment: EventMoment, span: EventSpan?)] = []
    for line in component.all(property) {
      for text in line.text.split(separator: ",") where values.count <= limits.occurrencesOfEvent {
        do throws(Fault) {
          values.append(try addition(text, line))
        } catch {
          guard error.code == .badDate else { throw error }
          findings.warn(
            .ignoredValue, line: line.number, uid: uid,
            "\(property) value ignored: \(error.message)")
        }
      }
    }
    listedDates += values.count
    guard values.count <= limits.occurrencesOfEvent, listedDates <= limits.listedDates else {
      throw Fault(
        line: component.line, code: .tooManyOccurrences,
        message: "it or its file lists too many dates in \(property)")
    }
    return values
  }

  /// A date, a time, or a period `start/end` or `start/duration`.
  private mutating func addition(
    _ text: Substring, _ line: ContentLine
  ) throws(Fault) -> (EventMoment, EventSpan?) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let start = try moment(parts[0], line)
    guard parts.count == 2, case .time(let time, let zone) = start else {
      guard parts.count == 1 else { throw badDate(text, line) }
      return (start, nil)
    }
    if let duration = ICalendarDuration(parts[1]), !duration.isNegative {
      return (start, EventSpan(days: duration.days, seconds: duration.seconds))
    }
    guard case .time(let end, let endZone) = try moment(parts[1], line) else {
      throw badDate(text, line)
    }
    let span = try exactSpan((time, zone), (end, endZone), orThrow: badDate(text, line))
    return (start, span)
  }

  private mutating func moment(
    _ text: some StringProtocol, _ line: ContentLine
  ) throws(Fault) -> EventMoment {
    switch ICalendarDate(text) {
    case .date(let date): return .date(date)
    case .utc(let time): return .time(time, .rules(.utc))
    case .local(let time): return .time(time, try zone(of: line))
    case nil: throw badDate(Substring(text), line)
    }
  }

  private func badDate(_ text: Substring, _ line: ContentLine) -> Fault {
    Fault(
      line: line.number, code: .badDate,
      message: "\(line.name) '\(shortened(String(text)))' is not a date or time")
  }

  private mutating func zone(of line: ContentLine) throws(Fault) -> EventZone {
    guard let name = line.parameters["TZID"] else { return .floating }
    switch zones.resolve(name) {
    case .rules(let rules): return .rules(rules)
    case .renamed(let rules, let identifier):
      findings.warn(
        .zoneName, line: line.number, "time zone '\(shortened(name))' is read as \(identifier)")
      return .rules(rules)
    case .broken(let fault):
      throw Fault(
        line: line.number, code: .badZone,
        message:
          "its time zone '\(shortened(name))' is broken on line \(fault.line): \(fault.reason)")
    case .unknown:
      throw Fault(
        line: line.number, code: .unknownZone,
        message: "its time zone '\(shortened(name))' is unknown")
    }
  }
}

extension LocalDate {
  /// Whether the date so many days later is in the year 9999 or before.
  static func canAdd(_ days: Int, to date: LocalDate) -> Bool {
    days >= 0 && Int(date.dayNumber) + days <= 2_932_896
  }
}
