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
}
