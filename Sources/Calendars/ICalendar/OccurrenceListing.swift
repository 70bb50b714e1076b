public import Dates
public import Foundation

/// What one rule or one feed yields, for looking at it outside any calendar.
public struct OccurrenceListing: Sendable {
  /// Which occurrences are listed.
  public struct Selection: Hashable, Sendable {
    /// The first date; that of the rule or feed when it is nil.
    public var from: LocalDate?
    /// The last date.
    public var to: LocalDate?
    /// The most occurrences.
    public var limit: Int?

    /// The occurrences from `from` through `to`, the first `limit` of them.
    public init(from: LocalDate? = nil, to: LocalDate? = nil, limit: Int? = nil) {
      self.from = from
      self.to = to
      self.limit = limit
    }
  }

  /// `[date]` of a rule; `[{uid, date, end_date, summary, all_day}]` of a feed, `end_date`
  /// exclusive.
  public var json: JSON
  /// The same for people, a line each.
  public var text: String
  /// What was skipped or is doubtful.
  public var findings: [Diagnostic]

  /// The dates of a recurrence rule from DTSTART `starts` on; throws why the rule is refused.
  public static func dates(
    rule text: String, starts: LocalDate, _ selection: Selection
  ) throws(Diagnostic) -> OccurrenceListing {
    var warnings: [RecurrenceWarning] = []
    let rule: RecurrenceRule
    do {
      rule = try RecurrenceRule(parsing: text, for: .date, warnings: &warnings)
    } catch {
      throw Diagnostic(.error, RuleCode(rawValue: error.code), at: nil, "\(error)")
    }
    warnings += rule.warnings(starting: starts)
    var findings = warnings.map {
      Diagnostic(.warning, RuleCode(rawValue: $0.code), at: nil, "\($0)")
    }
    guard let window = selection.window(starts, OccurrenceListing.lastDate) else {
      return OccurrenceListing(json: .array([]), text: "", findings: findings)
    }
    let expansion = rule.occurrences(
      starting: starts, in: window, limit: selection.limit ?? RecurrenceRule.occurrenceLimit + 1)
    if expansion.reachedLimit {
      findings.append(
        Diagnostic(
          .warning, ICalendarCode.tooManyOccurrences, at: nil,
          "the list ends at the limit of \(RecurrenceRule.occurrenceLimit) occurrences or "
            + "\(RecurrenceRule.periodLimit) periods"))
    }
    let dates = expansion.dates.map(\.description)
    return OccurrenceListing(
      json: .array(dates.map(JSON.string)), text: dates.map { $0 + "\n" }.joined(),
      findings: findings)
  }

  /// The occurrences of an .ics file seen from `zone`, each once; throws why the file is refused.
  ///
  /// Without a last date: through the last one that the file names, five years after the first at
  /// least.
  public static func feed(
    reading bytes: [UInt8], file: String, zone: TimeZone?, _ selection: Selection
  ) throws(Diagnostic) -> OccurrenceListing {
    let feed = try ICalendarFeed(reading: bytes, file: file, limits: .unboundedWindow)
    let named = feed.namedDates
    let first = selection.from ?? named?.first ?? LocalDate(dayNumber: 0)
    let fiveYears = WallTime(date: first, second: 0).adding(days: 1826).date
    let last = max(named?.last ?? fiveYears, fiveYears)
    guard let window = selection.window(first, min(last, lastDate)) else {
      return OccurrenceListing(json: .array([]), text: "", findings: feed.findings)
    }
    let expansion = try feed.occurrences(in: window, zone: zone)
    let occurrences = expansion.occurrences.prefix(selection.limit ?? .max)
    return OccurrenceListing(
      json: .array(occurrences.map(\.json)), text: occurrences.map { $0.listed + "\n" }.joined(),
      findings: feed.findings + expansion.findings)
  }

  /// The code of a finding about a rule.
  private struct RuleCode: RawRepresentable {
    var rawValue: String
  }

  private static let lastDate = LocalDate(dayNumber: 2_932_896)
}

extension OccurrenceListing.Selection {
  fileprivate func window(_ first: LocalDate, _ last: LocalDate) -> DateRange? {
    DateRange(first: from ?? first, last: to ?? last)
  }
}

extension FeedOccurrence {
  fileprivate var end: LocalDate { WallTime(date: dates.last, second: 0).adding(days: 1).date }

  fileprivate var json: JSON {
    .object([
      ("uid", .string(uid)),
      ("date", .string(dates.first.description)),
      ("end_date", .string(end.description)),
      ("summary", .string(summary)),
      ("all_day", .bool(isAllDay)),
    ])
  }

  fileprivate var listed: String {
    let days = dates.count == 1 ? "\(dates.first)" : "\(dates)"
    let times = parts.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
    return [days, times, summary].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
