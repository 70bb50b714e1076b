import Calendars
import Foundation
import Postgres
import Testing

@Suite struct WatchCommandTests {
  @Test func `a changed job file and a changed calendar are taken up, and SIGTERM ends it well`()
    async throws
  {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      defer { job.remove() }
      let watch = try market.program.start(
        ["watch", "--job", "Jobs/tiny.yml", "--today", "\(CLIMarket.today)", "--poll", "10"],
        in: job.folder)
      let log = LogReader(watch.errors)
      #expect(await log.line(containing: "4 cells built, 4 published") != nil)
      let closing = JobFolder.job(steps: "[rebuild]", "holidays: {public: closed}")
      try job.write("tiny.yml", JobFolder.job(steps: "[rebuild]", "notice_days: 1"))
      #expect(await log.line(containing: "4 cells built, 4 published") != nil)
      // A file that cannot be used leaves the rules as they were, and says so.
      try job.write("tiny.yml", "schema: 9\n")
      #expect(await log.line(containing: "trying again") != nil)
      try job.write("tiny.yml", closing)
      #expect(await log.line(containing: "4 cells built, 4 published") != nil)
      // The market begins with New York.
      try job.write("calendars/us.yml", JobFolder.calendar("US", "11-30"))
      #expect(await log.line(containing: "1 published") != nil)
      watch.process.terminate()
      #expect(await log.line(containing: "stopping after") != nil)
      #expect(try await Program.finish(watch).status == 0)
      let leased = "select count(*) from almanac.lease where owner is not null"
      #expect(try await market.number(leased) == 0)
      #expect(try await market.tornCells() == 0)
    }
  }

  @Test func `a feed of which another command has brought a new copy is read again`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      defer { job.remove() }
      try job.write(
        "tiny.yml", JobFolder.job(steps: "[rebuild]", "holidays: {public: closed}"))
      try job.write("calendars/us.yml", "schema: 1\nid: US\ntitle: {en: X}\nics: \(feed)\n")
      try writeCopy("20261201", in: job.folder)
      let watch = try market.program.start(
        ["watch", "--job", "Jobs/tiny.yml", "--today", "\(CLIMarket.today)", "--poll", "10"],
        in: job.folder)
      let log = LogReader(watch.errors)
      #expect(await log.line(containing: "4 cells built, 4 published") != nil)
      try writeCopy("20261130", in: job.folder)
      #expect(await log.line(containing: "1 published") != nil)
      watch.process.terminate()
      #expect(try await Program.finish(watch).status == 0)
    }
  }

  private let feed = "https://feeds.example.com/us.ics"

  /// The last good copy of the feed, with one holiday.
  private func writeCopy(_ date: String, in folder: URL) throws {
    let file = folder.appending(path: FeedCopy.path(of: feed))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example",
      "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:\(date)", "SUMMARY:Feast", "END:VEVENT",
      "END:VCALENDAR",
    ]
    try (lines.joined(separator: "\r\n") + "\r\n")
      .write(to: file, atomically: true, encoding: .utf8)
  }
}
