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
      let build = try await market.startBuild(["--lease", "2"], from: cells) {
        kill($0.process.processIdentifier, SIGKILL)
      }
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
      let build = try await market.startBuild(from: 0) { build in
        build.process.terminate()
        #expect(await LogReader(build.errors).line(containing: "stopping after") != nil)
      }
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

extension CLIMarket {
  /// Starts a rebuild with one worker that cannot publish before `body` has returned, and calls
  /// that once more than `cells` cells are there. A reader looks all the while.
  fileprivate func startBuild(
    _ options: [String] = [], from cells: Int,
    _ body: @Sendable (Program.Started) async throws -> Void
  ) async throws -> Program.Started {
    // Not a lock: the program gives up waiting for one.
    try await connection.run(
      script: """
        create table public.held as select 1;
        create function public.hold_off() returns trigger language plpgsql as $$
        begin
          while exists (select from public.held) loop
            perform pg_sleep(0.01);
          end loop;
          return null;
        end $$;
        create trigger hold_off before insert on almanac.cell_live
        for each statement execute function public.hold_off()
        """, name: "hold off")
    let build = try program.start(
      ["rebuild", "--today", "\(CLIMarket.today)", "--workers", "1"] + options)
    while build.process.isRunning,
      try await number("select count(*) from almanac.cell") == cells
    {
      #expect(try await tornCells() == 0)
    }
    #expect(build.process.isRunning)
    try await body(build)
    try await connection.run(script: "delete from public.held", name: "let go")
    return build
  }
}
