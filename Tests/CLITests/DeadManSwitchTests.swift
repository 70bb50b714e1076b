import Foundation
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@Suite struct DeadManSwitchTests {
  @Test func `a run that went well is told twice, and one that did not with its line`()
    async throws
  {
    try await CLIMarket.with { market in
      let monitor = try Monitor()
      let job = try JobFolder(steps: "[rebuild]")
      let run = ["run", "tiny", "--today", "\(CLIMarket.today)", "--quiet", "--ping-url"]
      let well = try await market.program.run(run + [monitor.url("/ping/7?rid=1")], in: job.folder)
      #expect(well.status == 0, "\(well.errors)")
      #expect(monitor.lines == ["GET /ping/7/start?rid=1", "GET /ping/7?rid=1"])
      try await market.connection.run(
        script: "update source.city set currency = 'XXA' where slug = (\(Self.first))",
        name: "break")
      let bad = try await market.program.run(run + [monitor.url("/ping/8")], in: job.folder)
      #expect(bad.status == 1)
      #expect(monitor.lines.suffix(2) == ["GET /ping/8/start", "POST /ping/8/fail"])
      #expect(monitor.last.contains("failed in catalogue: ") && monitor.last.contains("'XXA'"))
      monitor.stop()
      job.remove()
    }
  }

  @Test func `a job that cannot be read is told, and so is a leased city`() async throws {
    try await CLIMarket.with { market in
      let monitor = try Monitor()
      let job = try JobFolder(steps: "[rebuild]")
      let absent = try await market.program.run(
        ["run", "absent", "--ping-url", monitor.url("/x")], in: job.folder)
      #expect(absent.status == 78)
      #expect(monitor.lines == ["GET /x/start", "POST /x/fail"])
      for city in try await market.connection.knownCities().present {
        _ = try await market.connection.acquireLease(
          "city/\(city.cityID)", owner: "6b0f3c0e-2c5e-4a1b-9a3e-000000000001", runID: 1,
          seconds: 600)
      }
      let busy = try await market.program.run(
        [
          "run", "tiny", "--today", "\(CLIMarket.today)", "--quiet", "--ping-url",
          monitor.url("/y"),
        ], in: job.folder)
      #expect(busy.status == 75)
      #expect(monitor.lines.suffix(2) == ["GET /y/start", "POST /y/fail"])
      #expect(monitor.last.contains(" is leased by run 1 until "))
      monitor.stop()
      job.remove()
    }
  }

  @Test(arguments: ["http://127.0.0.1:1/", "http://nowhere.invalid/"])
  func `a monitor that is not there changes nothing`(url: String) async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      let outcome = try await market.program.run(
        ["run", "tiny", "--today", "\(CLIMarket.today)", "--quiet", "--ping-url", url],
        in: job.folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("cannot be told"))
      job.remove()
    }
  }

  private static let first = "select min(slug) from source.city"
}

/// A monitor that keeps what it is told.
private final class Monitor: Sendable {
  private let requests: Requests
  private let server: LoopbackServer

  private final class Requests: Sendable {
    let all = Mutex<[String]>([])
  }

  init() throws {
    let requests = Requests()
    self.requests = requests
    server = try LoopbackServer { request in
      requests.all.withLock { $0.append(request) }
      return LoopbackServer.Answer("200 OK", headers: ["Content-Length: 0"])
    }
  }

  func url(_ path: String) -> String { server.url(path) }
  func stop() { server.stop() }

  /// Method and path of each request.
  var lines: [String] {
    requests.all.withLock { all in
      all.compactMap { $0.split(separator: " HTTP/").first.map(String.init) }
    }
  }

  /// The latest request, its body included.
  var last: String { requests.all.withLock { $0.last ?? "" } }
}
