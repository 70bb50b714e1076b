import Foundation
import Postgres
import Testing

@Suite struct ExplainCommandTests {
  @Test func `the steps are printed for people, and as the shape that scripts read`() async throws {
    try await CLIMarket.with { market in
      let today = "\(CLIMarket.today)"
      let run = try await market.program.run("rebuild", "--today", today, "--to", today)
      #expect(run.status == 0, "\(run.errors)")
      let row = try await market.connection.query(
        Statement(
          "spaces",
          """
          select c.slug, r.space_id as listed, e.excluded_ids[1] as missing
          from almanac.result as r
          join almanac.cell as e on e.city_id = r.city_id and e.version = r.version
          join almanac.city as c on c.city_id = r.city_id
          order by r.city_id, r.version, r.recommended, r.space_id
          limit 1
          """))[0]
      let city: String = try row.get("slug")
      let listed: Int64 = try row.get("listed")
      let missing: Int64 = try row.get("missing")
      let cell = ["explain", "--city", city, "--date", today]
      let text = try await Program.finish(
        market.program.start(cell + ["--space", "\(listed)", "--price-min", "1"]))
      #expect(text.status == 0, "\(text.errors)")
      #expect(
        text.output.hasPrefix(
          "space \(listed) in \(city) on \(today): included, number 1, on page 1 (generation "))
      #expect(text.output.contains("passed  price_min"))
      let json = try await Program.finish(
        market.program.start(cell + ["--space", "\(missing)", "--format", "json"]))
      let document = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
      #expect(!document.included && document.rank == nil && document.page == nil)
      #expect(document.reason != nil)
      #expect(
        document.steps.map(\.step).prefix(3) == [
          "in-catalogue", "not-withdrawn", "space-active",
        ])
      let older = try await Program.finish(
        market.program.start(cell + ["--space", "\(listed)", "--as-of", "0"]))
      #expect(older.status == 65)
      #expect(older.errors.contains("is not kept as of then"))
      let later = try await market.program.run(cell + ["--space", "\(listed)", "--as-of", "999"])
      #expect(later.status == 65)
      #expect(later.errors.contains("there is no generation 999; the newest is "))
      let elsewhere = try await market.program.run(
        "explain", "--city", "atlantis", "--date", today, "--space", "\(listed)")
      #expect(elsewhere.status == 65)
      #expect(elsewhere.errors.contains("is in \(city), not in atlantis"), "\(elsewhere.errors)")
    }
  }

  private struct Document: Decodable {
    struct Step: Decodable {
      let step: String
      let passed: Bool?
      let detail: String
      let origin: String?
    }
    let included: Bool
    let reason: String?
    let steps: [Step]
    let rank: Int?
    let page: Int?
  }

  @Test(arguments: [
    (["explain", "--city", "a", "--date", "2026-12-01"], 64, "--space"),
    (
      ["explain", "--city", "a", "--date", "2026-12-32", "--space", "1"], 64,
      "The parameter date is not a date of the form YYYY-MM-DD: '2026-12-32'."
    ),
    (
      ["explain", "--city", "a", "--date", "2026-12-01", "--space", "1", "--sort", "distance"], 64,
      "needs the parameter near"
    ),
    (["explain", "--city", "a", "--date", "2026-12-01", "--space", "1"], 65, "no space 1"),
    (["explain", "--city", "a", "--date", "2026-12-01", "--space", "1", "--as-of", "x"], 64, "x"),
    (["token"], 64, "--subject"), (["token", "--subject", "a", "--expires", "25h"], 64, "25h"),
    (["token", "--subject", "a", "--expires", "soon"], 64, "soon"),
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
}
