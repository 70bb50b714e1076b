import Foundation
import Postgres
import Store
import Testing

@Suite struct CommandLineTests {
  @Test func `the report of a rebuild has the shape that scripts read`() async throws {
    try await CLIMarket.with { market in
      let run = try await market.program.run(
        "rebuild", "--today", "\(CLIMarket.today)", "--to", "\(CLIMarket.today)", "--format",
        "json",
        "--quiet")
      #expect(run.status == 0, "\(run.errors)")
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(report["outcome"] as? String == "done")
      #expect((report["cells"] as? [String: Int])?["published"] == 4)
      #expect(
        Set(report.keys).isSuperset(of: [
          "run", "outcome", "generation", "cells", "rows_written", "stages", "peak_rss_bytes",
        ]))
      let status = try await market.program.run("status", "--format", "json")
      let document = try JSONSerialization.jsonObject(with: Data(status.output.utf8))
      let cities = (document as? [String: Any])?["cities"] as? [[String: Any]]
      #expect(cities?.count == 4)
      #expect(cities?.first?["cells"] as? Int == 1)
    }
  }

  @Test(arguments: [
    (["rebuild", "--from", "2026-13-01"], 64, "2026-13-01"),
    (["rebuild", "--from", "2026-12-02", "--to", "2026-12-01"], 64, "before"),
    (["refresh"], 64, "name one of"), (["run", "../x"], 64, "not the name of a job"),
    (["rebuild", "--city", "atlantis"], 65, "atlantis"),
    (["refresh", "--space", "1"], 65, "no space 1"),
    (["rebuild", "--job", "Jobs/absent.yml"], 78, "Jobs/absent.yml"),
    (["rebuild", "--from", "2091-01-01"], 65, "no date from 2091-01-01: the horizon of 90 days"),
    (["plan", "--to", "2021-01-01"], 65, "there is no date to 2021-01-01"),
    (["verify", "--from", "2021-01-01", "--to", "2021-01-02"], 65, "from 2021-01-01 to 2021"),
    (["run", "nigthly"], 78, "did you mean 'Jobs/nightly.yml'?"),
    (["run", "nightly", "--job", "Jobs/refresh.yml"], 64, "'run nightly' is Jobs/nightly.yml"),
    (
      ["track", "install", "--table", "bookings=source.booking"], 64,
      "'bookings' is no relation of the source (did you mean 'booking'?)"
    ),
    (
      ["track", "install", "--table", "booking=source.booking(space=r.space_id)"], 64,
      "'space' is no key"
    ),
    (
      ["track", "install", "--table", "booking=source.booking(space_id=r.space)"], 64,
      "the SQL of --table cannot be used: column r.space does not exist"
    ),
    (["status", "--max-age", "1h"], 1, "nothing has been built"),
  ])
  func `a mistake is named and has its exit code`(
    arguments: [String], status: Int32, message: String
  ) async throws {
    try await CLIMarket.with { market in
      let outcome = try await Program.finish(try market.program.start(arguments))
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test func `a job that only prunes prunes`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      let arguments = ["run", "tiny", "--today", "\(CLIMarket.today)"]
      let built = try await market.program.run(arguments, in: job.folder)
      #expect(built.status == 0, "\(built.errors)")
      try job.write("tiny.yml", JobFolder.job(steps: "[prune]"))
      try await market.connection.run(
        script: "update almanac.cell_live set date = date - 4000", name: "age")
      let pruned = try await market.program.run(arguments, in: job.folder)
      #expect(pruned.status == 0, "\(pruned.errors)")
      #expect(try await market.number("select count(*) from almanac.cell_live") == 0)
      #expect(try await market.remains() == 0)
      job.remove()
    }
  }

  @Test func `a plan names the cities that it cannot plan`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      let city = try #require(try await market.connection.knownCities().present.first).slug
      try await market.connection.run(
        script: "update source.city set currency = 'XXA' where slug = '\(city)'", name: "break")
      let plan = try await market.program.run(
        ["plan", "--job", "Jobs/tiny.yml", "--today", "\(CLIMarket.today)"], in: job.folder)
      #expect(plan.status == 1)
      #expect(plan.errors.contains("almanac: \(city) failed in catalogue: "))
      #expect(plan.output.contains("cells to build") && !plan.output.contains(city))
      job.remove()
    }
  }

  @Test func `a database that is not there is exit code 69`() async throws {
    let program = Program(database: "postgresql:///almanac?host=/nonexistent")
    let outcome = try await program.run("status")
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("cannot be reached"))
  }

  @Test(arguments: ["mysql://foo/bar", "postgres//foo"])
  func `a URL of something else is refused, and not repeated`(url: String) async throws {
    let outcome = try await Program(database: url).run("status")
    #expect(outcome.status == 64)
    #expect(
      outcome.errors
        == "almanac: DATABASE_URL is no URL of PostgreSQL, which begins with postgresql://\n")
  }

  @Test func `a database that was not migrated is exit code 69`() async throws {
    try await TestClusterDatabase.empty { url in
      let outcome = try await Program(database: url).run("rebuild")
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("almanac migrate"), "\(outcome.errors)")
    }
  }

  @Test func `a leased city is exit code 75`() async throws {
    try await CLIMarket.with { market in
      let city = try await market.number("select min(city_id) from source.city")
      _ = try await market.connection.acquireLease(
        "city/\(city)", owner: "6b0f3c0e-2c5e-4a1b-9a3e-000000000001", runID: 1, seconds: 600)
      let today = "\(CLIMarket.today)"
      let outcome = try await market.program.run("rebuild", "--today", today, "--to", today)
      #expect(outcome.status == 75)
      #expect(outcome.errors.contains("is leased by run 1 until"), "\(outcome.errors)")
      let run = try #require((try await market.program.json("status")["runs"] as? [Any])?.first)
      let record = try #require(run as? [String: Any])
      #expect(record["outcome"] as? String == "busy")
      #expect((record["note"] as? String)?.contains("is leased by run 1 until") == true)
    }
  }
}
