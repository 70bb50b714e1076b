public import Dates
import Foundation

extension CalendarLibrary {
  /// The calendars in these files together with the feeds that they name.
  ///
  /// Each feed is expanded over `window`, at most five years, in the zone of its calendar. A feed
  /// that cannot be read is an error of the calendar: it then does not resolve, and what was
  /// published before stays. An event that had to be skipped is a warning.
  ///
  /// - Parameters:
  ///   - files: the text of each file with the path by which messages name it.
  ///   - fallback: files for parents that `files` do not have, the nearest folder first.
  ///   - window: the dates over which feeds are expanded.
  ///   - read: the content of a feed, or why there is none.
  public init(
    files: [SourceText], fallback: [[SourceText]] = [], window: DateRange,
    feed read: (FeedReference) throws(Diagnostic) -> FeedContent
  ) {
    let bare = CalendarLibrary(files: files, fallback: fallback)
    var feeds: [FeedReference: FeedCalendar] = [:]
    var findings: [Diagnostic] = []
    for reference in bare.feedReferences {
      do throws(Diagnostic) {
        let content = try read(reference)
        findings += content.findings
        let feed = try ICalendarFeed(reading: content.bytes, file: reference.feed)
        let zone = bare.timeZone(of: reference.calendar).flatMap { TimeZone(identifier: $0) }
        let expansion = try feed.occurrences(in: window, zone: zone)
        feeds[reference] = FeedCalendar(occurrences: expansion.occurrences)
        findings += (feed.findings + expansion.findings).map { finding in
          var finding = finding
          finding.severity = max(finding.severity, .warning)
          return finding
        }
      } catch {
        // The error keeps the calendar from being resolved, so the emptiness is never seen.
        feeds[reference] = FeedCalendar(events: [])
        findings.append(error)
      }
      for index in findings.indices where findings[index].calendar == nil {
        findings[index].calendar = reference.calendar
      }
    }
    guard !bare.feedReferences.isEmpty else {
      self = bare
      return
    }
    self = CalendarLibrary(files: files, fallback: fallback, feeds: feeds).adding(findings)
  }
}
