import Calendars
import Dates
import Expansion
import Foundation

/// A reader of untrusted bytes.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case ics, rrule, calendar, job

  /// What a reader did that it never may.
  public struct Violation: Error, CustomStringConvertible {
    /// A sentence without a full stop.
    public let description: String
  }

  /// Reads the bytes; throws only when the reader breaks a promise. Bad input is no violation.
  public func read(_ bytes: [UInt8]) throws(Violation) {
    switch self {
    case .ics: try readFeed(bytes)
    case .rrule: try readRule(bytes)
    case .calendar: readCalendar(bytes)
    case .job: readJob(bytes)
    }
  }

  /// Good inputs to begin with.
  public var seeds: [[UInt8]] {
    switch self {
    case .ics: FuzzSeeds.feeds.map { Array($0.utf8) }
    case .rrule: FuzzSeeds.rules.map { Array($0.utf8) }
    case .calendar: FuzzSeeds.calendars.map { Array($0.utf8) }
    case .job: FuzzSeeds.jobs.map { Array($0.utf8) }
    }
  }

  /// Words that mean something to the reader.
  public var tokens: [String] {
    switch self {
    case .ics: FuzzSeeds.feedTokens + FuzzSeeds.ruleTokens
    case .rrule: FuzzSeeds.ruleTokens
    case .calendar, .job: FuzzSeeds.yamlTokens
    }
  }

  private static let window = DateRange(first: LocalDate(dayNumber: 20_089), days: 366)

  private func readFeed(_ bytes: [UInt8]) throws(Violation) {
    var limits = ICalendarLimits.standard
    limits.days = 300_000
    guard let feed = try? ICalendarFeed(reading: bytes, file: "fuzz.ics", limits: limits) else {
      return
    }
    if FeedVerdict(new: feed, after: feed) != .accept {
      throw Violation(description: "a feed loses events against itself")
    }
    for zone in [TimeZone(identifier: "America/Santiago"), nil] {
      guard
        let found = try? feed.occurrences(in: FuzzTarget.window, zone: zone).occurrences
      else { continue }
      if found != found.sorted() { throw Violation(description: "occurrences are not in order") }
      for occurrence in found { try check(occurrence) }
    }
  }

  private func check(_ occurrence: FeedOccurrence) throws(Violation) {
    let dates = occurrence.datesInWindow
    let isInWindow =
      FuzzTarget.window.contains(dates.first) && FuzzTarget.window.contains(dates.last)
    let isInDates = occurrence.parts.allSatisfy { dates.contains($0.date) && $0.start <= $0.end }
    guard isInWindow, isInDates else {
      throw Violation(description: "an occurrence leaves the window or its dates")
    }
    guard occurrence.summary.unicodeScalars.allSatisfy({ $0.value >= 32 || $0 == "\t" }) else {
      throw Violation(description: "a name has control characters")
    }
  }

  private func readRule(_ bytes: [UInt8]) throws(Violation) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let rule = try? RecurrenceRule(parsing: text) else { return }
    let start = LocalDate(dayNumber: 18_321)
    let found = rule.occurrences(starting: start, limit: 30).dates
    guard found.allSatisfy({ $0 >= start }), zip(found, found.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw Violation(description: "dates are not in order, or before the start") }
    guard let first = found.first, let last = found.last,
      let window = DateRange(first: first, last: last)
    else { return }
    guard rule.occurrences(starting: start, in: window).dates == found else {
      throw Violation(description: "a window gives other dates than the whole rule")
    }
  }

  private func readCalendar(_ bytes: [UInt8]) {
    guard let text = try? SourceText(path: "fuzz.yml", bytes: bytes) else { return }
    let library = CalendarLibrary(files: [text])
    for id in library.calendars.keys.sorted().prefix(3) {
      guard let calendar = try? library.resolve(id) else { continue }
      _ = calendar.holidays(in: FuzzTarget.window)
    }
  }

  private func readJob(_ bytes: [UInt8]) {
    let files = SourceFiles(
      bytes: { $0 == "Jobs/fuzz.yml" ? bytes : nil }, paths: { _ in [] })
    _ = LoadedJob("Jobs/fuzz.yml", from: files, today: FuzzTarget.window.first).report
  }
}
