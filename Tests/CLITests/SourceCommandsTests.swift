import Foundation
import Market
import Postgres
import TestSupport
import Testing

/// The commands on the schema source, run as their users run them.
@Suite struct SourceCommandsTests {
  private static let fixtures = Program.repository.appending(path: "Tests/MarketTests/Fixtures")
    .path

  private func document(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  private func onEmptyDatabase(_ body: @Sendable (Program) async throws -> Void) async throws {
    try await TestCluster.shared().withDatabase(.empty) { try await body(Program(database: $0)) }
  }

  @Test func `a demo is counted, meets the contract and says so`() async throws {
    try await onEmptyDatabase { program in
      let demo = try await program.run(
        "demo", "--cities", "3", "--spaces", "40", "--today", "2026-07-01", "--format", "json")
      #expect(demo.status == 0, "\(demo.errors)")
      let written = try document(demo.output)
      #expect(written["city"] as? Int == 3)
      #expect(written["space"] as? Int == 120)
      #expect(demo.errors.contains("[1/3] new-york\n[2/3] london\n[3/3] paris\n"))
      let check = try await program.run("source", "check")
      #expect(check.status == 0, "\(check.output)")
      #expect(check.output.hasSuffix("the contract is met\n"))
      let connection = try await Connection.open(.worker(url: program.database))
      try await connection.run(
        script: "insert into source.venue values (2, 1, 'Own', 51.5, -0.1, true, '{}')",
        name: "own")
      await connection.close()
      let refused = try await program.run("demo", "--cities", "2", "--spaces", "5")
      #expect(refused.status == 65)
      #expect(
        refused.errors.contains("source.city has london, which no demo has made"),
        "\(refused.errors)")
      let replaced = try await program.run("demo", "--cities", "2", "--spaces", "5", "--replace")
      #expect(replaced.status == 0, "\(replaced.errors)")
    }
  }

  @Test func `a source that is not there is found missing, with exit code 1`() async throws {
    try await onEmptyDatabase { program in
      let check = try await program.run("source", "check")
      #expect(check.status == 1)
      #expect(
        check.output == """
          source.city: missing-relation (1)
          source.venue: missing-relation (1)
          source.space: missing-relation (1)
          source.add_on: missing-relation (1)
          source.space_add_on: missing-relation (1)
          source.booking: missing-relation (1)
          source.price_override: missing-relation (1)
          rows were not checked
          the contract is not met

          """)
    }
  }

  @Test func `findings are one JSON document, with exit code 1`() async throws {
    try await onEmptyDatabase { program in
      _ = try await program.run("demo", "--cities", "1", "--spaces", "30", "--quiet")
      let connection = try await Connection.open(.worker(url: program.database))
      try await connection.run(
        script: "update source.city set currency = 'XYZ'", name: "unknown_currency")
      await connection.close()
      let check = try await program.run("source", "check", "--format", "json")
      #expect(check.status == 1)
      let report = try document(check.output)
      #expect(report["met"] as? Bool == false)
      #expect((report["rows"] as? [String: Int])?["space"] == 30)
      let findings = try #require(report["findings"] as? [[String: Any]])
      let finding = try #require(findings.first { $0["note"] as? Bool == false })
      #expect(finding["relation"] as? String == "city")
      #expect(finding["finding"] as? String == "unknown-currency")
      #expect(finding["count"] as? Int == 1)
      let examples = try #require(finding["examples"] as? [[String: String]])
      #expect(examples == [["key": "city 1", "value": "XYZ"]])
    }
  }

  @Test func `a run that checks the source first builds nothing from a bad one`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[source-check, rebuild]")
      defer { job.remove() }
      try await market.connection.run(
        script: "update source.city set currency = 'XYZ' where city_id = 1", name: "change")
      let bad = try await market.program.run(["run", "tiny", "--quiet"], in: job.folder)
      #expect(bad.status == 65)
      #expect(
        bad.errors == """
          source.city: unknown-currency (1): city 1: XYZ
          almanac: the source does not meet its contract, so nothing was built

          """)
      #expect(try await market.number("select count(*) from almanac.run") == 0)
      try await market.connection.run(
        script: "update source.city set currency = 'EUR' where city_id = 1", name: "change")
      let good = try await market.program.run(["run", "tiny", "--quiet"], in: job.folder)
      #expect(good.status == 0 && good.errors.isEmpty, "\(good.errors)")
      #expect(try await market.number("select count(*) from almanac.cell_live") == 4)
    }
  }

  @Test func `an import reports what it wrote and what it left out, by line`() async throws {
    try await onEmptyDatabase { program in
      let folder = SourceCommandsTests.fixtures
      let run = try await program.run(
        "import", "inside-airbnb", folder, "--city", "atlantis", "--rebase-to", "2030-02-01")
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        run.output.hasPrefix(
          """
          atlantis: city 1, venue 3, space 5, add_on 4, space_add_on 5, booking 5, price_override 4
            calendar 2030-01-01..2030-01-10, moved by 31 days: 14 rows, 39 listing-days, \
          32 available, 11 not spoken of and so unavailable
            damaged-record: 1
              \(folder)/atlantis-listings.csv:8: 2 fields where the header has 12

          """), "\(run.output)")
      let all = try await program.run(
        "import", "inside-airbnb", folder, "--format", "json", "--today", "2030-02-11", "--quiet")
      #expect(all.errors.hasPrefix("almanac: atlantis: the calendar ends on 2030-01-10, before "))
      #expect(all.errors.contains("every day is free; --rebase-to 2030-02-11 moves it\n"))
      let reports = try JSONSerialization.jsonObject(with: Data(all.output.utf8))
      let cities = (reports as? [[String: Any]])?.map { $0["city"] as? String }
      #expect(cities == ["atlantis", "lemuria"])
      #expect(try await program.run("source", "check").status == 0)
    }
  }

  @Test(arguments: [
    (["import", "inside-airbnb", "nowhere"], 65, "nowhere: no such folder, or no permission"),
    (
      ["import", "inside-airbnb", SourceCommandsTests.fixtures, "--city", "mu"], 65,
      "no city 'mu'; there is atlantis, lemuria"
    ),
    (["demo", "--cities", "0"], 64, "--cities has to be within 1 and 100000"),
    (["source", "check", "--examples", "0"], 64, "--examples has to be 1 or more"),
  ])
  func `a mistake is named and has its exit code`(
    arguments: [String], status: Int32, message: String
  ) async throws {
    try await onEmptyDatabase { program in
      let outcome = try await Program.finish(try program.start(arguments))
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test func `views over a foreign schema are checked, built from and never written`() async throws
  {
    try await onEmptyDatabase { program in
      let connection = try await Connection.open(.worker(url: program.database))
      for name in ["hotel_schema", "hotel_source_views"] {
        let file = Program.repository.appending(path: "SQL/examples/\(name).sql")
        try await connection.run(script: try String(contentsOf: file, encoding: .utf8), name: name)
      }
      let check = try await program.run("source", "check")
      #expect(check.status == 0, "\(check.output)")
      #expect(try await program.run("migrate").status == 0)
      let rebuild = try await program.run(
        "rebuild", "--today", "2026-07-01", "--to", "2026-07-12")
      #expect(rebuild.status == 0, "\(rebuild.errors)")
      let rows = try await connection.query(
        Statement(
          "hotel_rows",
          """
          select concat_ws(' ', l.date, r.space_id, r.units) as line
          from almanac.cell_live as l
          join almanac.result as r on r.city_id = l.city_id and r.version = l.version
          where l.to_generation is null
            and l.date in ('2026-07-02', '2026-07-03', '2026-07-04', '2026-07-11')
          order by 1
          """))
      #expect(
        try rows.map { try $0.get("line", as: String.self) } == [
          "2026-07-02 101 1", "2026-07-02 102 1",
          "2026-07-03 102 1", "2026-07-03 201 4",
          "2026-07-04 101 2", "2026-07-04 201 4",
          "2026-07-11 102 1", "2026-07-11 201 4",
        ])
      let demo = try await program.run("demo", "--cities", "1")
      #expect(demo.status == 69)
      #expect(demo.errors.contains("exist and are not tables"), "\(demo.errors)")
      await connection.close()
    }
  }
}
