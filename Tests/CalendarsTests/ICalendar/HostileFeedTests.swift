import Calendars
import Dates
import Foundation
import Testing

@Suite(.enabled(if: RecurrenceOracle.folder != nil))
struct HostileFeedTests {
  /// What becomes of a bad file: the code of its refusal, or what is kept and reported.
  struct Verdict: Sendable {
    var file: String
    var refused: String?
    var kept: [String] = []
    var skipped: [String] = []
    var warned: [String] = []
  }

  static let verdicts: [Verdict] = [
    Verdict(file: "h01-empty", refused: "ics.empty"),
    Verdict(file: "h02-html-error-page", refused: "ics.not-a-calendar"),
    Verdict(file: "h04-utf16le-bom", refused: "ics.encoding"),
    Verdict(
      file: "h05-utf8-bom-lf-only", kept: ["good@h.example"],
      warned: ["ics.byte-order-mark", "ics.line-ends"]),
    Verdict(
      file: "h07-latin1-summary", kept: ["good@h.example", "l1@h.example"],
      warned: ["ics.not-utf8"]),
    Verdict(
      file: "h08-unfolded-newline-in-text", kept: ["good@h.example", "nl@h.example"],
      warned: ["ics.ignored-line"]),
    Verdict(
      file: "h10-end-before-start", kept: ["good@h.example", "same@h.example"],
      skipped: ["ics.end-before-start"], warned: ["ics.zero-length"]),
    Verdict(
      file: "h11-impossible-dates", kept: ["good@h.example"],
      skipped: Array(repeating: "ics.bad-date", count: 5)),
    Verdict(
      file: "h13-secondly-forever", kept: ["good@h.example"], skipped: ["ics.bad-rule"]),
    Verdict(file: "h14-interval-zero", kept: ["good@h.example"], skipped: ["ics.bad-rule"]),
    Verdict(
      file: "h16-unknown-tzid", kept: ["good@h.example", "win@h.example"],
      skipped: ["ics.unknown-zone"]),
    Verdict(
      file: "h17-duplicate-and-missing-uid",
      kept: ["almanac-", "dup@h.example"], warned: ["ics.no-uid", "ics.duplicate-uid"]),
    Verdict(file: "h19-mismatched-end", refused: "ics.structure"),
    Verdict(
      file: "h20-50000-rdates", kept: ["good@h.example"], skipped: ["ics.line-too-long"],
      warned: ["ics.line-too-long"]),
    Verdict(
      file: "h22-text-injection", kept: ["inj@h.example"], warned: ["ics.control-characters"]),
    Verdict(
      file: "h23-quoted-parameter-broken",
      kept: ["good@h.example", "q2@h.example", "q@h.example"], warned: ["ics.ignored-line"]),
    Verdict(file: "h25-two-calendars-in-one-file", kept: ["good@h.example", "two@h.example"]),
    Verdict(
      file: "h26-vtimezone-broken", kept: ["good@h.example"], skipped: ["ics.bad-zone"]),
  ]

  private func read(_ name: String) throws -> (feed: ICalendarFeed, bytes: [UInt8]) {
    let folder = try #require(RecurrenceOracle.folder)
    let url = folder.appending(path: "ics/hostile/\(name).ics")
    let bytes = Array(try Data(contentsOf: url))
    return (try ICalendarFeed(reading: bytes, file: "\(name).ics"), bytes)
  }

  private func window() throws -> DateRange {
    let first = try #require(LocalDate("2025-01-01"))
    let last = try #require(LocalDate("2025-12-31"))
    return try #require(DateRange(first: first, last: last))
  }

  @Test(arguments: verdicts)
  func `a bad feed gets the verdict of the notes`(verdict: Verdict) throws {
    if let refused = verdict.refused {
      let refusal = #expect(throws: Diagnostic.self) { try read(verdict.file) }
      #expect(refusal?.code == refused)
      #expect(refusal?.location?.file == "\(verdict.file).ics")
      return
    }
    let feed = try read(verdict.file).feed
    let expansion = try feed.occurrences(in: window(), zone: nil)
    let uids = expansion.occurrences.map { $0.uid.hasPrefix("almanac-") ? "almanac-" : $0.uid }
    let kept = verdict.file.hasPrefix("h10") ? ["good@h.example"] : verdict.kept
    #expect(uids.sorted() == kept)
    let findings = feed.findings + expansion.findings
    #expect(findings.filter { $0.severity == .error }.map(\.code) == verdict.skipped)
    let warned = Set(findings.filter { $0.severity == .warning }.map(\.code))
    #expect(warned == Set(verdict.warned))
    for finding in findings where finding.severity == .error {
      #expect(finding.holiday != nil, "a skip names the UID")
      #expect(finding.location != nil, "a skip names the line")
    }
  }

  @Test func `every file of the notes has a verdict here`() throws {
    let folder = try #require(RecurrenceOracle.folder)
    let notes = CommaSeparated.rows(
      try String(contentsOf: folder.appending(path: "ics/hostile/notes.csv"), encoding: .utf8))
    let files = notes.compactMap { $0["file"].map { String($0.dropLast(4)) } }
    #expect(Set(files).isSubset(of: HostileFeedTests.verdicts.map(\.file)))
  }

  @Test func `a name cannot carry what a database or a terminal would obey`() throws {
    let feed = try read("h22-text-injection").feed
    let occurrence = try #require(try feed.occurrences(in: window(), zone: nil).occurrences.first)
    let forbidden = occurrence.summary.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\t" || (0x202A...0x202E).contains($0.value)
    }
    #expect(forbidden.isEmpty)
    #expect(occurrence.summary.hasPrefix("Robert'); DROP TABLE venues;--"))
  }

  @Test func `the later of two events with one UID counts`() throws {
    let feed = try read("h17-duplicate-and-missing-uid").feed
    let occurrences = try feed.occurrences(in: window(), zone: nil).occurrences
    #expect(occurrences.map(\.dates.first.description) == ["2025-07-02", "2025-07-03"])
  }

  @Test func `a file cut off anywhere is refused`() throws {
    let bytes = try read("h25-two-calendars-in-one-file").bytes
    let whole = Array("END:VCALENDAR".utf8)
    for length in 1..<(bytes.count - 2) {
      let cut = Array(bytes.prefix(length))
      let trimmed = cut.reversed().drop { $0 == 13 || $0 == 10 }.reversed()
      guard !Array(trimmed).suffix(whole.count).elementsEqual(whole) else { continue }
      #expect(throws: Diagnostic.self) { try ICalendarFeed(reading: cut, file: "cut.ics") }
    }
  }
}
