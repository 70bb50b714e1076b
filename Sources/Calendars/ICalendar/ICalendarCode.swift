/// The codes of findings about .ics files; scripts may rely on them.
public enum ICalendarCode: String, CaseIterable, Sendable {
  // The file is refused.
  case empty = "ics.empty"
  case notCalendar = "ics.not-a-calendar"
  case encoding = "ics.encoding"
  case truncated = "ics.truncated"
  case structure = "ics.structure"
  case fileTooLarge = "ics.file-too-large"
  case tooDeep = "ics.too-deep"
  case tooManyEvents = "ics.too-many-events"
  case tooManyZones = "ics.too-many-zones"
  case tooMuchWork = "ics.too-much-work"
  case windowTooLong = "ics.window-too-long"
  case unreadable = "ics.unreadable"

  // The last good copy is used in its place.
  case held = "ics.held"

  // An event is skipped.
  case noStart = "ics.no-start"
  case badDate = "ics.bad-date"
  case badDuration = "ics.bad-duration"
  case endBeforeStart = "ics.end-before-start"
  case badRule = "ics.bad-rule"
  case unknownZone = "ics.unknown-zone"
  case badZone = "ics.bad-zone"
  case badLine = "ics.bad-line"
  case lineTooLong = "ics.line-too-long"
  case tooManyOccurrences = "ics.too-many-occurrences"

  // Something is read in spite of a fault.
  case byteOrderMark = "ics.byte-order-mark"
  case lineEnds = "ics.line-ends"
  case notUTF8 = "ics.not-utf8"
  case ignoredLine = "ics.ignored-line"
  case outside = "ics.outside"
  case repeatedProperty = "ics.repeated-property"
  case noUID = "ics.no-uid"
  case duplicateUID = "ics.duplicate-uid"
  case emptyEvent = "ics.zero-length"
  case mixedTypes = "ics.mixed-types"
  case ignoredValue = "ics.ignored-value"
  case doubtfulRule = "ics.doubtful-rule"
  case startOutsideRule = "ics.start-outside-rule"
  case zoneName = "ics.zone-name"
  case controlCharacters = "ics.control-characters"
  case noEvents = "ics.no-events"
  case more = "ics.more"
}

extension Diagnostic {
  /// Whether the finding is about what a feed brought, not about what a person wrote.
  public var concernsFeed: Bool {
    code == CalendarCode.missingFeed.rawValue || ICalendarCode(rawValue: code) != nil
  }
}
