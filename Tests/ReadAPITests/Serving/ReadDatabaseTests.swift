import HTTPTypes
import Logging
import Postgres
import Store
import TestSupport
import Testing

@testable import ReadAPI

@Suite struct ReadDatabaseTests {
  @Test(arguments: [
    ("57014", ProblemCode.databaseTimeout), ("55P03", .databaseTimeout),
    ("57P01", .databaseUnavailable), ("57P02", .databaseUnavailable),
    ("57P03", .databaseUnavailable), ("40001", .databaseUnavailable),
    ("53200", .databaseUnavailable), ("42501", .internalError), ("42P01", .internalError),
    ("22012", .internalError),
  ])
  func `what passes by itself is worth another try, and nothing else is`(
    state: String, code: ProblemCode
  ) {
    let database = ReadDatabase(Pool(.reading(url: "host=/nowhere"), limit: 1))
    let error = PostgresError(.server, statement: "page", message: "secret", sqlState: state)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let problem = database.problem(of: error, RequestLog(logger, RequestID(sent: nil)))
    #expect(problem.code == code)
    #expect((problem.headers[.retryAfter] == "1") == (code != .internalError))
    #expect(!problem.detail.contains("secret"))
  }

  @Test func `a lock that somebody holds costs a 503, and only as long as it is held`()
    async throws
  {
    try await TestCluster.shared().withDatabase(.market) { url in
      var settings = ConnectionSettings.patientReading(url: url)
      settings.lockTimeout = .milliseconds(100)
      let pool = Pool(settings, limit: 1)
      let api = API(
        database: ReadDatabase(pool), cursorKey: .random(),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      let holder = try await Connection.open(.worker(url: url, applicationName: "test"))
      try await holder.run(
        script: "begin; lock table almanac.result in access exclusive mode", name: "lock")
      let page = "/v1/discovery?city=city-1&date=2026-12-21"
      let held = await api.answer(.init(method: .get, scheme: nil, authority: nil, path: page))
      #expect(held.status == .serviceUnavailable)
      #expect(held.text.contains(#""code":"database-timeout""#))
      try await holder.run(script: "rollback", name: "release")
      let free = await api.answer(.init(method: .get, scheme: nil, authority: nil, path: page))
      #expect(free.status == .ok)
      await holder.close()
      await pool.close()
    }
  }
}
