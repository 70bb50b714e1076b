public import Dates

/// A calendar's holidays as an iCalendar file (RFC 5545), one all-day event a row.
///
/// The same rows and stamp give the same bytes. Days on which the place is open are TRANSPARENT,
/// estimated ones TENTATIVE.
public struct CalendarExport: Sendable {
  /// The file: lines of at most 75 octets, each ended by CR LF.
  public let text: String

  /// The holidays of a calendar in a range.
  ///
  /// - Parameters:
  ///   - calendar: the calendar.
  ///   - range: the dates.
  ///   - stamp: the DTSTAMP of every event.
  public init(_ calendar: ResolvedCalendar, in range: DateRange, stamp: Instant) {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//almanac//calendar//EN", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "X-WR-CALNAME:"
        + CalendarExport.escaped(calendar.title?.text(in: calendar.languages) ?? calendar.id),
    ]
    if let zone = calendar.timeZone { lines.append("X-WR-TIMEZONE:\(zone)") }
    let time = CalendarExport.utc(stamp)
    for row in calendar.holidays(in: range) {
      lines += CalendarExport.event(row, of: calendar, stamp: time)
    }
    lines.append("END:VCALENDAR")
    text = lines.map { CalendarExport.folded($0) + "\r\n" }.joined()
  }

  private static func event(_ row: Holiday, of calendar: ResolvedCalendar, stamp: String)
    -> [String]
  {
    let uid = "\(row.date)-\(row.holidayID)@\(calendar.id)"
    let cause = row.shift.map { "\(row.rule); \($0)" } ?? row.rule
    return [
      "BEGIN:VEVENT", "UID:\(escaped(uid))", "DTSTAMP:\(stamp)",
      "DTSTART;VALUE=DATE:\(basic(row.date))",
      "DTEND;VALUE=DATE:\(basic(row.date.adding(days: 1)))",
      "SUMMARY:\(escaped(row.name))", "DESCRIPTION:\(escaped(cause))",
      "CATEGORIES:\(row.category.rawValue.uppercased())",
      "STATUS:\(row.status == .estimated ? "TENTATIVE" : "CONFIRMED")",
      "TRANSP:\(row.closes ? "OPAQUE" : "TRANSPARENT")", "END:VEVENT",
    ]
  }

  private static func basic(_ date: LocalDate) -> String {
    date.description.filter { $0 != "-" }
  }

  private static func utc(_ instant: Instant) -> String {
    let second = instant.microseconds - (instant.microseconds % 1_000_000 + 1_000_000) % 1_000_000
    return Instant(microseconds: second).description.filter { $0 != "-" && $0 != ":" }
  }

  /// RFC 5545, section 3.3.11.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      default:
        guard scalar.value >= 0x20, scalar.value != 0x7F else { continue }
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// RFC 5545, section 3.1: at most 75 octets a line, never inside a letter.
  private static func folded(_ line: String) -> String {
    var folded = ""
    var width = 0
    for character in line.unicodeScalars {
      let length = UTF8.width(character)
      if width + length > 75 {
        folded += "\r\n "
        width = 1
      }
      folded.unicodeScalars.append(character)
      width += length
    }
    return folded
  }
}
