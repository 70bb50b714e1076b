import Calendars
import Foundation
import TestSupport
import Testing

/// Commands about calendars and their feeds, in a folder of their own.
@Suite struct CalendarCommandsTests {
  private static let feed = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:a", "SUMMARY:Repairs",
    "DTSTART;VALUE=DATE:20261201", "END:VEVENT", "END:VCALENDAR",
  ]

  /// A program whose job builds two days by a calendar with a feed that is a file.
  private static func program(_ database: String) throws -> Program {
    let folder = FileManager.default.temporaryDirectory.appending(path: "calendars-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Jobs/calendars"), withIntermediateDirectories: true)
    let program = Program(database: database, folder: folder)
    try program.write(
      "schema: 1\nmissing_calendar: ignore\nhorizon: {days: 2}\n", to: "Jobs/nightly.yml")
    try program.write(
      "schema: 1\nid: XX\ntime_zone: Europe/Paris\nics: hall.ics\n",
      to: "Jobs/calendars/xx.yml")
    return program
  }

  @Test func `a feed that lost its events is held, its copy is used, and the run says so`()
    async throws
  {
    try await CLIMarket.with { market in
      let program = try Self.program(market.program.database)
      defer { try? FileManager.default.removeItem(at: program.folder) }
      let path = "Jobs/calendars/hall.ics"
      try program.write(lines: Self.feed, to: path)
      let first = try await program.run("run", "nightly", "--today", "\(CLIMarket.today)")
      #expect(first.status == 0, "\(first.errors)")

      try program.write(lines: ["BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR"], to: path)
      let second = try await program.run(
        "run", "nightly", "--today", "\(CLIMarket.today)", "--quiet")
      #expect(second.status == 1)
      #expect(
        second.errors == "almanac: feed \(path): held: the new copy lost 1 of 1 events and is held "
          + "back; the copy of 0 h ago stays; look at it, then: almanac calendar fetch --accept "
          + "\(path)\n")
      let status = try await program.run("status")
      #expect(
        status.output.contains("  run 2: feed \(path): held: the new copy lost 1 of 1 events"))
      let shown = try await program.run("calendar", "show", "XX", "--year", "2026")
      #expect(shown.output.contains("2026-12-01"), "\(shown.output)")

      let accepted = try await program.run("calendar", "fetch", "--accept", path)
      #expect(accepted.output == "\(path): accepted\n")
      let emptied = try await program.run("calendar", "show", "XX", "--year", "2026")
      #expect(!emptied.output.contains("2026-12-01"), "\(emptied.output)")
    }
  }

  @Test func `a feed that is not there fails its cities alone`() async throws {
    let program = try Self.program("")
    defer { try? FileManager.default.removeItem(at: program.folder) }
    let check = try await program.run("config", "check")
    #expect(check.status == 78)
    let found = check.output.split(separator: "\n").filter { $0.contains("error[") }
    #expect(
      found == [
        "Jobs/calendars/xx.yml:4:6: error[E118]: there is no feed 'Jobs/calendars/hall.ics'"
      ])
    let fetch = try await program.run("calendar", "fetch")
    #expect(fetch.status == 1)
    #expect(fetch.output.contains("failed: there is no such file; there is no copy of it"))
  }

  @Test func `an exported calendar is read without a finding`() async throws {
    let program = Program(database: "")
    let export = try await program.run("calendar", "export", "US-MA", "--year", "2027")
    let feed = try ICalendarFeed(reading: Array(export.output.utf8), file: "export.ics")
    #expect(feed.findings.isEmpty, "\(feed.findings)")
    #expect(export.output.hasSuffix("END:VCALENDAR\r\n"))
  }
}

extension Program {
  /// Writes a file of the working directory.
  fileprivate func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  /// Writes a file whose lines end as those of .ics files do.
  fileprivate func write(lines: [String], to path: String) throws {
    try write(lines.map { $0 + "\r\n" }.joined(), to: path)
  }
}
