public import Dates
public import Foundation

/// The events of an .ics file (RFC 5545), read as far as the file can be trusted.
///
/// A file whose shape is broken is refused whole; an event whose dates cannot be known is skipped;
/// a line of a property that is not used never costs an event. Each of these is reported.
public struct ICalendarFeed: Sendable {
  /// The feed as it is seen in a window.
  public struct Expansion: Sendable {
    /// In order; cancelled events are left out.
    public var occurrences: [FeedOccurrence]
    /// What was found on expanding, errors for skipped events included.
    public var findings: [Diagnostic]
  }

  /// The name that the feed gives itself.
  public let name: String?
  /// What was found on reading; an error stands for an event that was skipped.
  public let findings: [Diagnostic]
  /// The number of VEVENTs in the file, skipped ones included.
  public let eventCount: Int
  let series: [EventSeries]
  private let file: String
  private let limits: ICalendarLimits
  private let ownZone: ZoneRules?

  /// Reads the bytes of the file, which messages call `file`; throws why it is refused.
  public init(
    reading bytes: [UInt8], file: String, limits: ICalendarLimits = .standard
  ) throws(Diagnostic) {
    var parser = ICalendarParser(file: file, limits: limits)
    try parser.read(bytes)
    var findings = parser.findings
    var events: [ICalendarEvent] = []
    for object in parser.objects {
      var reader = EventReader(object, limits: limits, findings: findings)
      events += object.events.compactMap { reader.read($0) }
      findings = reader.findings
    }
    series = EventSeries.group(events, findings: &findings)
    eventCount = parser.objects.reduce(0) { $0 + $1.events.count }
    if eventCount == 0 { findings.warn(.noEvents, line: 1, "the file has no events") }
    name = parser.objects.compactMap(\.name).first
    ownZone = parser.objects.compactMap(\.zone).first.flatMap(EventZones.system)
    self.findings = findings.reported
    self.file = file
    self.limits = limits
  }

  /// The occurrences that touch a date of the window, seen from `zone`: the feed's own
  /// (X-WR-TIMEZONE), else that of each event, when it is nil.
  ///
  /// Throws when the window is too long or the feed asks for too much work.
  public func occurrences(
    in window: DateRange, zone: TimeZone?
  ) throws(Diagnostic) -> Expansion {
    let none = ICalendarFindings(file: file, limit: limits.findings)
    guard window.count <= limits.windowDays else {
      throw none.finding(
        .error, .windowTooLong, line: 1, "\(window) is longer than \(limits.windowDays) days")
    }
    var expansion = SeriesExpansion(
      window: window, view: zone.map(ZoneRules.system) ?? ownZone, limits: limits, findings: none)
    for series in series { try expansion.add(series) }
    return Expansion(
      occurrences: expansion.occurrences.sorted(), findings: expansion.findings.reported)
  }

  /// The first and last date that the file names, rules not expanded; nil without events.
  public var namedDates: DateRange? {
    var dates: [LocalDate] = []
    for event in series.flatMap({ [$0.master].compactMap(\.self) + $0.overrides }) {
      let days = min(event.span.days + event.span.seconds / 86_400, 3660)
      dates.append(event.start.date)
      dates.append(WallTime(date: event.start.date, second: 0).adding(days: days).date)
      dates += event.additions.map(\.start.date)
    }
    guard let first = dates.min(), let last = dates.max() else { return nil }
    return DateRange(first: first, last: last)
  }
}
