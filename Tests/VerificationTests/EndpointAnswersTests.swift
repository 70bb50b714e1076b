import Calendars
import Logging
import Postgres
import ReadAPI
import ServiceLifecycle
import Store
import Testing

@testable import Verification

@Suite struct EndpointAnswersTests {
  /// Calls `body` with the address of the API over a database, behind a real socket.
  private func withServer(
    _ url: String, _ body: (String) async throws -> Void
  ) async throws {
    var settings = ConnectionSettings.reading(url: url)
    settings.statementTimeout = .seconds(60)
    settings.deadline = .seconds(60)
    let pool = Pool(settings, limit: 2)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let api = API(database: ReadDatabase(pool), cursorKey: .random(), logger: logger)
    let (ports, running) = AsyncStream<Int>.makeStream()
    let server = APIServer(api, host: "127.0.0.1", port: 0, logger: logger) { port in
      running.yield(port)
    }
    let group = ServiceGroup(services: [server], logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      try await body("http://127.0.0.1:\(port)/")
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    await pool.close()
  }

  @Test func `another endpoint is asked over HTTP, as it is and through a mapping`() async throws {
    try await VerificationMarket.withBuilt { market in
      try await withServer(market.url) { address in
        let same = EndpointAnswers(base: address)
        let report = try await market.verify(sample: 120, answers: { _ in same })
        #expect(report.mismatches == 0 && report.requests == 120, "\(report.text)")

        let text = "schema: 1\nfields: {items.price.amount_minor: capacity}\nwithout: [sort]"
        let outcome = SourceText(path: "a.yml", text: text).read(as: EndpointMapping.mapping.shape)
        let mapping = try #require(outcome.value)
        let mapped = try await market.verify(
          sample: 40, answers: { _ in EndpointAnswers(base: address, mapping: mapping) },
          change: { $0.compare(through: mapping) })
        #expect(mapped.mismatches > 0)
        #expect(mapped.first.allSatisfy { $0.difference.field.hasSuffix("price.amount_minor") })
        #expect(mapped.first.allSatisfy { !$0.request.contains("sort=") })
      }
    }
  }
}
