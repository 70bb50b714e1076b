import Foundation
import Postgres
import Testing

@Suite struct InterruptionTests {
  @Test func `kill -9 in the middle of a build loses nothing and leaves nothing behind`()
    async throws
  {
    try await CLIMarket.with { market in
      let today = "\(CLIMarket.today)"
      let first = try await market.program.run("rebuild", "--today", today)
      #expect(first.status == 0, "\(first.errors)")
      let cells = try await market.number("select count(*) from almanac.cell")
      #expect(cells == 4 * 90)
      #expect(try await market.tornCells() == 0)

      try await market.connection.run(
        script: "update source.space set base_price_minor = base_price_minor + 1", name: "change")
      let build = try market.program.start(
        ["rebuild", "--today", today, "--workers", "1", "--lease", "2"])
      // A reader looks all the while, until something is built and not everything.
      while build.process.isRunning,
        try await market.number("select count(*) from almanac.cell") == cells
      {
        #expect(try await market.tornCells() == 0)
      }
      kill(build.process.processIdentifier, SIGKILL)
      let killed = try await Program.finish(build)
      #expect(build.process.terminationReason == .uncaughtSignal && killed.status == SIGKILL)
      #expect(try await market.tornCells() == 0)

      let next = try await market.program.run(
        "rebuild", "--today", today, "--wait", "60", "--lease", "2", "--format", "json")
      #expect(next.status == 0, "\(next.errors)")
      #expect(try await market.tornCells() == 0)
      let abandoned = "select count(*) from almanac.run where outcome = 'abandoned'"
      #expect(try await market.number(abandoned) == 1)
      let pruned = try await market.program.run("prune", "--today", today)
      #expect(pruned.status == 0, "\(pruned.errors)")
      #expect(try await market.remains() == 0)
      #expect(try await market.number("select count(*) from almanac.cell_live") == 2 * cells)
    }
  }

  @Test func `SIGTERM stops at the next batch, and the next run carries on`() async throws {
    try await CLIMarket.with { market in
      let today = "\(CLIMarket.today)"
      let build = try market.program.start(["rebuild", "--today", today, "--workers", "1"])
      while build.process.isRunning,
        try await market.number("select count(*) from almanac.cell") == 0
      {}
      build.process.terminate()
      let stopped = try await Program.finish(build)
      #expect(stopped.status == 75, "\(stopped.errors)")
      #expect(
        try await market.number("select count(*) from almanac.run where outcome = 'interrupted'")
          == 1)
      let leased = "select count(*) from almanac.lease where owner is not null"
      #expect(try await market.number(leased) == 0)
      let next = try await market.program.run("rebuild", "--today", today)
      #expect(next.status == 0, "\(next.errors)")
      #expect(
        try await market.number(
          "select count(*) from almanac.cell_live where to_generation is null") == 4 * 90)
    }
  }
}
