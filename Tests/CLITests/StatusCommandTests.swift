import Dates
import Foundation
import Postgres
import Testing

/// What `almanac status` says at two in the morning.
@Suite struct StatusCommandTests {
  private static let today = ["--today", "\(CLIMarket.today)"]

  @Test func `cells that the last run did not reach are told and make the city old`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      defer { job.remove() }
      let text = JobFolder.job(steps: "[rebuild]")
      try job.write("tiny.yml", text.replacing("days: 1", with: "days: 3"))
      let run = ["run", "tiny", "--quiet"] + Self.today
      #expect(try await market.program.run(run, in: job.folder).status == 0)
      let fresh = try await market.program.run(["status"] + Self.today, in: job.folder)
      #expect(!fresh.output.contains("UNCHECKED"), "\(fresh.output)")
      try job.write("tiny.yml", text)
      #expect(try await market.program.run(run, in: job.folder).status == 0)
      let status = try await market.program.run(["status"] + Self.today, in: job.folder)
      #expect(
        status.output.contains("UNCHECKED: 8 cells not checked by the last run"),
        "\(status.output)")
      let city = try await market.firstCity()
      let (from, to) = (CLIMarket.today.adding(days: 1), CLIMarket.today.adding(days: 2))
      #expect(status.output.contains("  \(city) \(from)..\(to): 2 cells, checked "))
      let mail = try await market.program.run(["status", "--max-age", "0s"] + Self.today)
      #expect(mail.status == 1)
      let head = "almanac: 4 of 4 cities were last checked longer than 0s ago; \(city): "
      #expect(mail.errors.hasPrefix(head), "\(mail.errors)")
      #expect(mail.errors.hasSuffix(", the last run did not reach 2 cells of \(from)..\(to)\n"))
      #expect(try await market.program.run(["status", "--max-age", "1d"] + Self.today).status == 0)
    }
  }

  @Test func `a city that was never built and an old pin are named`() async throws {
    try await CLIMarket.with { market in
      let city = try await market.firstCity()
      try await market.connection.run(
        script: "update source.city set time_zone = 'Mars/Base' where slug = '\(city)'",
        name: "break")
      let rebuild = ["rebuild", "--to", "\(CLIMarket.today)", "--quiet"] + Self.today
      #expect(try await market.program.run(rebuild).status == 1)
      let status = try await market.program.run(["status"] + Self.today)
      #expect(
        status.output.contains("  run 1: \(city) failed in catalogue: "), "\(status.output)")
      let mail = try await market.program.run(["status", "--max-age", "1d"] + Self.today)
      #expect(mail.status == 1)
      #expect(
        mail.errors.hasPrefix(
          "almanac: \(city) is not built: it failed in catalogue of run 1: "), "\(mail.errors)")
      try await market.connection.run(
        script: "update source.city set time_zone = 'Europe/Paris' where slug = '\(city)'",
        name: "mend")
      #expect(try await market.program.run(rebuild).status == 0)
      #expect(try await market.program.run("rollback", "4", "--city", city).status == 0)
      #expect(try await market.program.run(["status", "--max-age", "1d"] + Self.today).status == 0)
      try await market.connection.run(
        script: "update almanac.pin set pinned_at = pinned_at - interval '2 days'", name: "age")
      let pinned = try await market.program.run(["status", "--max-age", "1d"] + Self.today)
      #expect(pinned.status == 1)
      #expect(
        pinned.errors.hasPrefix("almanac: \(city): 1 cells are pinned to generation 4 since "),
        "\(pinned.errors)")
    }
  }

  @Test func `what was discarded is told, with the way back`() async throws {
    try await CLIMarket.with { market in
      let rebuild = ["rebuild", "--to", "\(CLIMarket.today)", "--quiet"] + Self.today
      _ = try await market.program.run(rebuild)
      let city = try await market.loseHalfOfACity()
      #expect(try await market.program.run(rebuild).status == 1)
      let discard = try await market.program.run("discard", "--all")
      #expect(discard.output.contains("'almanac rebuild --full' (--city, --from and --to)"))
      let status = try await market.program.run(["status"] + Self.today)
      #expect(status.output.contains("DISCARDED: 1 cells are live as they were"))
      #expect(status.output.contains("  \(city) \(CLIMarket.today): 1 cells, "))
      let range = ["--to", "\(CLIMarket.today)", "--city", city] + Self.today
      let verify = try await market.program.run(["verify", "--sample", "20"] + range)
      #expect(verify.status == 0 && verify.output.contains(": 0 mismatches, "), "\(verify.output)")
      #expect(verify.output.contains(" discarded"), "\(verify.output)")
    }
  }

  @Test(arguments: [["rebuild"], ["unpin"], ["withdraw", "--space", "SPACE"]])
  func `who writes to a standby is told to name the primary`(command: [String]) async throws {
    try await CLIMarket.with { market in
      let space = try await market.number("select min(space_id) from source.space")
      let standby = Program(
        database: market.program.database + " options='-c default_transaction_read_only=on'")
      let outcome = try await standby.run(command.map { $0 == "SPACE" ? "\(space)" : $0 })
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("name the primary"), "\(outcome.errors)")
      #expect(try await standby.run("status").status == 0)
    }
  }

  @Test func `an account without the rights is told which to ask for`() async throws {
    try await CLIMarket.with { market in
      let reader = Program(
        database: market.program.database + " options='-c role=almanac_reader'")
      for command in [["status"], ["rebuild"]] {
        let outcome = try await reader.run(command)
        #expect(outcome.status == 69)
        #expect(
          outcome.errors.contains(" lacks a right: permission denied for ")
            && outcome.errors.contains("'grant almanac_worker to "), "\(outcome.errors)")
      }
    }
    try await TestClusterDatabase.empty { url in
      let connection = try await Connection.open(.worker(url: url))
      try await connection.run(
        script: """
          do $$ begin create role almanac_nobody nologin;
          exception when duplicate_object or unique_violation then null; end $$
          """, name: "nobody")
      await connection.close()
      let nobody = Program(database: url + " options='-c role=almanac_nobody'")
      let migrate = try await nobody.run("migrate")
      #expect(migrate.status == 69)
      #expect(
        migrate.errors.contains("needed: the right to create schemas in this database and"),
        "\(migrate.errors)")
    }
  }
}
