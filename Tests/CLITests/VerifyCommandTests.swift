import Dates
import Foundation
import Postgres
import Testing

@Suite struct VerifyCommandTests {
  @Test func `what is published agrees, and a change by hand is found and named`() async throws {
    try await CLIMarket.with { market in
      let today = "\(CLIMarket.today)"
      let built = try await market.program.run(
        "rebuild", "--today", today, "--to", "\(CLIMarket.today.adding(days: 1))", "--quiet")
      #expect(built.status == 0, "\(built.errors)")
      let range = ["--today", today, "--to", "\(CLIMarket.today.adding(days: 1))"]
      let agreed = try await market.program.run(
        ["verify", "--sample", "60", "--seed", "7", "--format", "json"] + range)
      #expect(agreed.status == 0, "\(agreed.errors)\(agreed.output)")
      #expect(agreed.output.hasPrefix(#"{"requests":60,"mismatches":0,"#))

      try await market.connection.run(
        script: "update almanac.result set price_minor = price_minor + 1", name: "change")
      let broken = try await market.program.run(["verify", "--sample", "1"] + range)
      #expect(broken.status == 1)
      #expect(broken.output.contains("items[0].price.amount_minor"))
      #expect(broken.output.contains("  live side: price: base "))
      #expect(broken.output.contains("  answering side: space "))
      #expect(broken.output.contains("  answering side: in-catalogue: passed"), "\(broken.output)")

      let mistakes: [([String], String, Int32)] = [
        (["--city", "atlantis"], "the job builds no city 'atlantis'", 65),
        (["--against", "http://127.0.0.1:1"], "http://127.0.0.1:1/v1/discovery?city=", 69),
      ]
      for (arguments, message, status) in mistakes {
        let outcome = try await market.program.run(["verify"] + arguments)
        #expect(outcome.status == status && outcome.errors.contains(message), "\(outcome.errors)")
      }
    }
  }

  @Test(arguments: [
    (["--sample", "5", "--all"], "--sample and --all exclude each other", 64),
    (["--sample", "0"], "--sample 0 is less than 1", 64),
    (["--mapping", "x.yml"], "--mapping belongs to --against", 64),
    (["--against", "localhost"], "--against localhost is not a URL of http or https", 64),
    (
      ["--against", "http://127.0.0.1:1", "--mapping", "none.yml"], "there is no file 'none.yml'",
      78
    ),
  ])
  func `what makes no sense is refused without a database`(
    arguments: [String], message: String, status: Int32
  ) async throws {
    let outcome = try await Program(database: "host=/nowhere").run(["verify"] + arguments)
    #expect(outcome.status == status && outcome.errors.contains(message), "\(outcome.errors)")
  }
}
