import Calendars
import Dates
import Foundation
import Testing

@Suite(.enabled(if: RecurrenceOracle.folder != nil))
struct FeedOracleTests {
  /// What is compared of a row.
  struct Row: Hashable, CustomStringConvertible {
    var first: String
    var last: String
    var uid: String
    var summary: String
    var isTentative: Bool
    var isAllDay: Bool

    var description: String { "\(first)..\(last) \(uid) \(summary) \(isTentative) \(isAllDay)" }
  }

  private func feeds() throws -> [URL] {
    let folder = try #require(RecurrenceOracle.folder).appending(path: "ics")
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "ics" }.sorted { $0.path < $1.path }
  }

  private func read(_ url: URL) throws -> ICalendarFeed {
    try ICalendarFeed(
      reading: Array(Data(contentsOf: url)), file: url.lastPathComponent, limits: .unboundedWindow)
  }

  private func window() throws -> DateRange {
    let first = try #require(LocalDate("2020-01-01"))
    let last = try #require(LocalDate("2030-12-31"))
    return try #require(DateRange(first: first, last: last))
  }

  private func expectedRows(_ url: URL) throws -> [Row] {
    let csv = url.deletingPathExtension().appendingPathExtension("expected.csv")
    let rows = CommaSeparated.rows(try String(contentsOf: csv, encoding: .utf8))
    return rows.filter { $0["status"] != "CANCELLED" }.map { row in
      let isTimed = row["value_type"] == "DATE-TIME"
      let isMidnights =
        row["start"]?.dropFirst(10).prefix(9) == "T00:00:00"
        && row["end_exclusive"]?.dropFirst(10).prefix(9) == "T00:00:00"
      return Row(
        first: row["first_date"] ?? "", last: row["last_date"] ?? "", uid: row["uid"] ?? "",
        summary: row["summary"] ?? "", isTentative: row["status"] == "TENTATIVE",
        isAllDay: !isTimed || isMidnights)
    }
  }

  @Test func `every feed expands to exactly the expected rows`() throws {
    let feeds = try feeds()
    #expect(feeds.count >= 8)
    for url in feeds {
      let feed = try read(url)
      let occurrences = try feed.occurrences(in: window(), zone: nil).occurrences
      let rows = occurrences.map {
        Row(
          first: $0.dates.first.description, last: $0.dates.last.description, uid: $0.uid,
          summary: $0.summary, isTentative: $0.isTentative, isAllDay: $0.isAllDay)
      }
      let expected = try expectedRows(url)
      let missing = Set(expected).subtracting(rows).map(\.description).sorted()
      let extra = Set(rows).subtracting(expected).map(\.description).sorted()
      #expect(missing.isEmpty, "\(url.lastPathComponent)")
      #expect(extra.isEmpty, "\(url.lastPathComponent)")
      #expect(rows.count == expected.count, "\(url.lastPathComponent)")
      #expect(!feed.findings.hasErrors)
    }
  }

  @Test func `timed closures take the parts of days that the local clock shows`() throws {
    let url = try #require(try feeds().first { $0.lastPathComponent.hasPrefix("07") })
    let zone = try #require(TimeZone(identifier: "Europe/Madrid"))
    let occurrences = try read(url).occurrences(in: window(), zone: zone).occurrences
    let parts = occurrences.flatMap(\.parts).map { "\($0.date) \($0.start)-\($0.end)" }
    #expect(parts.contains("2025-03-29 01:30-03:30"))
    // Exact duration: two hours that begin before a skipped hour end an hour later by the clock.
    #expect(parts.contains("2025-03-30 01:30-04:30"))
    #expect(parts.contains("2025-10-26 01:30-03:00"))
    #expect(parts.contains("2025-06-13 20:00-24:00"))
    #expect(parts.contains("2025-06-14 00:00-02:00"))
  }
}

/// Reads comma-separated rows with a header and quoted fields.
enum CommaSeparated {
  static func rows(_ text: String) -> [[String: String]] {
    var records: [[String]] = [[""]]
    var isQuoted = false
    var previous: Character = "\n"
    for character in text {
      let isLineEnd = character == "\n" || character == "\r\n"
      if character == "\"" {
        isQuoted.toggle()
        if isQuoted, previous == "\"" {
          records[records.count - 1].append(takeLast(&records) + "\"")
        }
      } else if character == ",", !isQuoted {
        records[records.count - 1].append("")
      } else if isLineEnd, !isQuoted {
        records.append([""])
      } else {
        records[records.count - 1].append(takeLast(&records) + String(character))
      }
      previous = character
    }
    let header = records.removeFirst()
    return records.filter { $0.count == header.count }.map {
      Dictionary(uniqueKeysWithValues: zip(header, $0))
    }
  }

  private static func takeLast(_ records: inout [[String]]) -> String {
    records[records.count - 1].popLast() ?? ""
  }
}
