import Foundation
import Postgres
import Store
import TestSupport
import Testing

/// What an operator types when a night went wrong.
@Suite struct TrustCommandsTests {
  private static let today = "\(CLIMarket.today)"

  @Test func `a night that lost spaces is held, seen, released, undone and pinned`() async throws {
    try await CLIMarket.with { market in
      let program = market.program
      let rebuild = ["rebuild", "--today", Self.today, "--to", Self.today]
      #expect(try await program.run(rebuild + ["--quiet"]).status == 0)
      let city = try await market.loseHalfOfACity()
      // Longer than a name of PostgreSQL, which shows it.
      let long = rebuild + ["--quiet", "--full", "--city", city, "--from", Self.today]
      #expect(try await program.run(long).errors.hasPrefix("almanac: 1 cell held"))

      let night = try await program.run(rebuild + ["--quiet"])
      #expect(night.status == 1 && night.output.isEmpty)
      #expect(night.errors.hasPrefix("almanac: 1 cell held (\(city) 1), what was live stays live"))
      #expect(night.errors.contains("max_removed: "))
      #expect(night.errors.split(separator: "\n").count == 1)
      #expect(try await program.run(rebuild).status == 1)

      #expect(try await program.run("release").status == 64)
      #expect(try await program.run("release", "--all", "--city", city).status == 64)
      let status = try await program.run("status")
      #expect(status.output.contains("HELD: 1 cells"), "\(status.output)")
      let release = try await program.run("release", "--all", "--format", "json")
      #expect(release.status == 0 && release.output.contains(#""done":1"#), "\(release.output)")
      #expect(try await program.run(rebuild).status == 0)

      let undone = try await program.run("rollback", "4", "--city", city)
      #expect(undone.status == 0, "\(undone.errors)")
      #expect(undone.output.contains("pinned"))
      let again = try await program.json("rollback", "4", "--city", city)
      #expect((again["refused"] as? [String]) == [])
      let pinned = try await program.run("status")
      #expect(pinned.output.contains("PINNED: 1 cells"), "\(pinned.output)")
      let json = try await program.json("status")
      let cities = json["cities"] as? [[String: Any]]
      #expect(cities?.compactMap { $0["pinned"] as? Int }.reduce(0, +) == 1)
      let next = try await program.run(rebuild)
      #expect(next.status == 0 && next.output.contains("1 pinned"), "\(next.output)")
      let plan = try await program.run(["plan", "--today", Self.today, "--to", Self.today])
      #expect(plan.output.contains("\(city) \(Self.today): catalogue, pinned"), "\(plan.output)")
      #expect(try await program.run("unpin").output.contains("1 cells unpinned"))
    }
  }

  @Test func `generations and their differences have the shapes that scripts read`() async throws {
    try await CLIMarket.with { market in
      let program = market.program
      let rebuild = ["rebuild", "--today", Self.today, "--to", Self.today, "--quiet"]
      _ = try await program.run(rebuild)
      try await market.connection.run(
        script: "update source.space set base_price_minor = base_price_minor + 100",
        name: "change")
      _ = try await program.run(rebuild)
      let listed = try await program.run("generations", "--format", "json", "--limit", "3")
      let list = try JSONSerialization.jsonObject(with: Data(listed.output.utf8))
      let generations = try #require(list as? [[String: Any]])
      #expect(generations.map { $0["generation"] as? Int } == [8, 7, 6])
      #expect(generations.allSatisfy { ($0["rows"] as? [String: Int])?["added"] == 0 })
      #expect(generations.allSatisfy { $0["is_retained"] as? Bool == true })
      let diff = try await program.json("diff", "4", "8", "--top", "1")
      let total = try #require(diff["total"] as? [String: Any])
      #expect(total["cells"] as? Int == 4)
      #expect((total["changed"] as? Int ?? 0) == (total["fields"] as? [String: Int])?["price"])
      #expect((diff["top_prices"] as? [Any])?.count == 1)
      let text = try await program.run("diff", "4", "8")
      #expect(text.output.hasPrefix("generation 4 to 8\ncells: 4 changed, 0 new, 0 gone;"))
    }
  }

  @Test func `a space is withdrawn and let back`() async throws {
    try await CLIMarket.with { market in
      let program = market.program
      let rebuild = ["rebuild", "--today", Self.today, "--to", Self.today, "--quiet"]
      _ = try await program.run(rebuild)
      let space = try await market.number("select min(space_id) from almanac.result")
      let out = try await program.run("withdraw", "--space", "\(space)", "--reason", "court order")
      #expect(out.status == 0 && out.output.contains("taken out of 1 live cells"), "\(out.errors)")
      let status = try await program.run("status")
      #expect(
        status.output.contains("WITHDRAWN: 1 spaces") && status.output.contains("court order"))
      let back = try await program.run("withdraw", "--space", "\(space)", "--undo")
      #expect(back.status == 0 && back.output.contains("1 live cells are to be built anew"))
      _ = try await program.run(rebuild)
      let rows = "select count(*) from almanac.result where space_id = \(space)"
      #expect(try await market.number(rows) == 1)
    }
  }

  @Test(arguments: [
    (["rollback"], 64, "generation"), (["rollback", "5"], 65, "there is no generation 5"),
    (["rollback", "1", "--city", "atlantis"], 65, "nothing of a city 'atlantis' has been built"),
    (["rollback", "1", "--from", "2026-12-02", "--to", "2026-12-01"], 64, "before"),
    (["rollback", "1", "--from", "2030-01-01"], 65, "was live at generation 1 on these dates"),
    (["diff", "1"], 64, "later"), (["diff", "1", "9"], 65, "there is no generation 9"),
    (["withdraw", "--space", "1"], 65, "there is no space 1"),
    (["withdraw", "--space", "x"], 64, "x"), (["discard"], 64, "say --all"),
    (["generations", "--limit", "0"], 64, "--limit 0"),
    (["run", "nightly", "--ping-url", "example.com"], 64, "example.com"),
  ])
  func `a mistake is named and has its exit code`(
    arguments: [String], status: Int32, message: String
  ) async throws {
    try await CLIMarket.with { market in
      let rebuild = ["rebuild", "--today", Self.today, "--to", Self.today, "--quiet"]
      let city = try await market.firstCity()
      _ = try await market.program.run(rebuild + ["--city", city])
      let outcome = try await market.program.run(arguments)
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}

extension CLIMarket {
  /// The slug of a city.
  func firstCity() async throws -> String {
    try await connection.query(
      Statement("first_city", "select min(slug) as slug from source.city"))[0].get("slug")
  }

  /// Takes half of a city's spaces from the market, as a bad import does; returns the city.
  func loseHalfOfACity() async throws -> String {
    let city = try await firstCity()
    try await connection.run(
      script: """
        update source.space set active = false
        where space_id % 2 = 0
          and city_id = (select city_id from source.city where slug = '\(city)')
        """, name: "lose")
    return city
  }
}

extension Program {
  /// What a command prints with `--format json`.
  func json(_ arguments: String...) async throws -> [String: Any] {
    let outcome = try await run(arguments + ["--format", "json"])
    let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(document as? [String: Any], "\(outcome.errors)")
  }
}
