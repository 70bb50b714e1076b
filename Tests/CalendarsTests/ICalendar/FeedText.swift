import Calendars
import Dates
import Foundation
import Testing

/// Feeds written in tests.
enum FeedText {
  /// A VCALENDAR with these lines, ended by CR LF.
  static func calendar(_ lines: [String]) -> [UInt8] {
    let all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"] + lines + ["END:VCALENDAR"]
    return Array(all.map { $0 + "\r\n" }.joined().utf8)
  }

  /// The lines of a VEVENT.
  static func event(_ uid: String, _ lines: [String]) -> [String] {
    ["BEGIN:VEVENT", "UID:\(uid)", "SUMMARY:\(uid)"] + lines + ["END:VEVENT"]
  }

  static func feed(_ lines: [String]) throws -> ICalendarFeed {
    try ICalendarFeed(reading: calendar(lines), file: "test.ics")
  }

  /// What one event gives in a year seen from a zone: `date` or `first..last`, and the times.
  static func dates(
    _ lines: [String], year: Int = 2025, from zone: String = "Europe/Paris"
  ) throws -> [String] {
    let first = try #require(LocalDate(year: year, month: 1, day: 1))
    let window = try #require(
      DateRange(first: first, last: LocalDate(year: year, month: 12, day: 31) ?? first))
    let zone = try #require(TimeZone(identifier: zone))
    let feed = try feed(event("e", lines))
    return try feed.occurrences(in: window, zone: zone).occurrences.map(shown)
  }

  static func shown(_ occurrence: FeedOccurrence) -> String {
    let dates = occurrence.dates
    let days = dates.count == 1 ? "\(dates.first)" : "\(dates)"
    return ([days] + occurrence.parts.map { "\($0.start)-\($0.end)" }).joined(separator: " ")
  }
}
