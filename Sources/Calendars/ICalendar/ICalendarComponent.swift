/// A VEVENT or VTIMEZONE, or a part of one, with the lines that matter for its dates and name.
struct ICalendarComponent {
  /// In upper case.
  var name: String
  /// The line of its BEGIN.
  var line: Int
  /// The properties that may stand once; at most a dozen.
  private var singles: [ContentLine] = []
  /// The lines of properties that may stand more than once.
  private var repeated: [ContentLine] = []
  /// The first line that had to be given up although its property decides the dates.
  var fault: (line: Int, code: ICalendarCode, property: String)?
  /// STANDARD and DAYLIGHT of a VTIMEZONE.
  var children: [ICalendarComponent] = []

  init(name: String, line: Int) {
    self.name = name
    self.line = line
  }

  /// The first line of the property.
  func first(_ name: String) -> ContentLine? {
    singles.first { $0.name == name } ?? repeated.first { $0.name == name }
  }

  /// All lines of a property that may stand more than once.
  func all(_ name: String) -> [ContentLine] { repeated.filter { $0.name == name } }

  /// Keeps the line, unless its property may stand once and has one already, which is returned.
  mutating func keep(_ line: ContentLine) -> ContentLine? {
    guard !ICalendarComponent.isList(line.name) else {
      repeated.append(line)
      return nil
    }
    if let first = singles.first(where: { $0.name == line.name }) { return first }
    singles.append(line)
    return nil
  }

  /// The properties of a component that are read; others never cost an event.
  static func isRead(_ property: String, in component: String) -> Bool {
    switch component {
    case "VCALENDAR": ["X-WR-TIMEZONE", "X-WR-CALNAME"].contains(property)
    case "VEVENT": decidesDates(property) || describing.contains(property)
    case "VTIMEZONE": property == "TZID"
    case "STANDARD", "DAYLIGHT": zoneRules.contains(property)
    default: false
    }
  }

  /// Whether the dates of an event are unknown without the property.
  static func decidesDates(_ property: String) -> Bool { dating.contains(property) }

  /// Whether the property may stand in a component more than once.
  static func isList(_ property: String) -> Bool { lists.contains(property) }

  private static let dating: Set = [
    "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RDATE", "EXDATE", "EXRULE", "RRULE",
  ]
  private static let lists: Set = ["RDATE", "EXDATE", "EXRULE", "RRULE", "CATEGORIES"]
  private static let describing: Set = [
    "UID", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP", "CATEGORIES",
  ]
  private static let zoneRules: Set = [
    "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO",
  ]
}

/// A VCALENDAR object.
struct ICalendarObject {
  var name: String?
  var zone: String?
  var events: [ICalendarComponent] = []
  var zones: [ICalendarComponent] = []
}
