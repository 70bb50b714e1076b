import Foundation
import Postgres
import TestSupport
import Testing

/// What `almanac serve` refuses before it serves.
@Suite struct ServeCommandTests {
  /// Runs the command on a database with other options in the URL.
  private func serve(_ url: String, _ arguments: String...) async throws -> Program.Outcome {
    try await Program.finish(
      try Program(database: url).start(["serve", "--port", "0", "--quiet"] + arguments))
  }

  @Test func `it does not act as somebody who can write`() async throws {
    try await CLIMarket.with { market in
      let url = "\(market.program.database) options='-c role=postgres'"
      let outcome = try await serve(url)
      #expect(outcome.status == 69)
      #expect(
        outcome.errors.contains("the API would act as postgres, who may write to almanac."),
        "\(outcome.errors)")
    }
  }

  @Test func `a grant too many to the reader is refused by the relation's name`() async throws {
    try await CLIMarket.with { market in
      try await market.connection.run(
        script: "grant insert on almanac.city to almanac_reader", name: "grant")
      let outcome = try await serve(market.program.database)
      #expect(outcome.status == 69)
      #expect(
        outcome.errors.contains(
          "the API would act as almanac_reader, who may write to almanac.city\n"))
    }
  }

  @Test func `an account that is no reader hears what to grant`() async throws {
    try await CLIMarket.with { market in
      try await market.connection.run(script: "create role lonely login", name: "create")
      let url = market.program.database.replacing("user=postgres", with: "user=lonely")
      let outcome = try await serve(url)
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("grant almanac_reader to the account"))
      try await market.connection.run(script: "drop role lonely", name: "drop")
    }
  }

  @Test func `a database that was never migrated is refused as such`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let outcome = try await serve(url)
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("almanac migrate"), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    (["--settings", "Jobs/nope.yml"], Int32(78), "there is no settings file 'Jobs/nope.yml'"),
    (["--port", "70000"], 64, "--port 70000 is not a port: 0 to 65535"),
    (["--port", "-1"], 64, "port"),
  ])
  func `a wrong option serves nothing`(options: [String], status: Int32, text: String)
    async throws
  {
    let program = Program(database: "host=/nowhere")
    let outcome = try await Program.finish(try program.start(["serve"] + options))
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
  }

  @Test func `a port that is taken is named, and nothing else is blamed`() async throws {
    try await CLIMarket.with { market in
      let taken = try LoopbackServer { _ in LoopbackServer.Answer("200 OK") }
      defer { taken.stop() }
      let outcome = try await serve(market.program.database, "--port", "\(taken.port)")
      #expect(outcome.status == 69)
      #expect(
        outcome.errors.hasSuffix(
          "almanac: the API cannot be served: 127.0.0.1:\(taken.port) is taken\n"),
        "\(outcome.errors)")
      #expect(!outcome.errors.contains("cannot be read"), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("cors_origins: example.com", "'example.com' is not an origin"),
    ("cors_origins: [https://a.com/]", "'https://a.com/' is not an origin"),
    ("rate_limit: {burst: 5}", "requests_per_second"),
    ("rate_limit: {requests_per_second: 0}", "0"),
    ("rate_limit: {requests_per_second: 5, client_header: 'a b'}", "'a b' is not the name of a"),
    ("ready_max_age_s: yesterday", "yesterday"), ("cors: '*'", "unknown key 'cors'"),
  ])
  func `a setting at fault is named with its place`(line: String, text: String) async throws {
    let file = "/tmp/almanac-serve-\(UUID().uuidString).yml"
    try "schema: 1\n\(line)\n".write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let outcome = try await serve("host=/nowhere", "--settings", file)
    #expect(outcome.status == 78)
    #expect(outcome.errors.contains("\(file):2:"), "\(outcome.errors)")
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
  }
}
