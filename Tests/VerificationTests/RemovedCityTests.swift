import Dates
import HTTPTypes
import Logging
import Postgres
import Store
import Testing

@testable import ReadAPI

/// What the API says of a city that the source has no more: now, and as of when it had it.
@Suite struct RemovedCityTests {
  private static let asOf = HTTPField.Name("As-Of") ?? .server

  /// What is asked, and the code now and as of a generation at which the city was live; nil for an
  /// answer.
  private static let cases: [(path: String, now: String?, then: String?)] = [
    ("/v1/discovery?city=lisbon&date=2026-12-01", "unknown-city", nil),
    (
      "/v1/discovery?city=lisbon&date=2026-12-01&sort=price&category=desk&limit=3", "unknown-city",
      nil
    ),
    ("/v1/discovery?city=lisbon&date=2026-12-02", "unknown-city", nil),
    ("/v1/discovery?city=lisbon&date=2027-12-01", "unknown-city", "unknown-city"),
    ("/v1/discovery/facets?city=lisbon&date=2026-12-01", "unknown-city", nil),
    ("/v1/discovery/facets?city=lisbon&date=2026-12-01&category=desk", "unknown-city", nil),
    ("/v1/cities/lisbon/days?from=2026-12-01&to=2026-12-02", "unknown-city", "invalid-header"),
    ("/v1/cities", nil, "invalid-header"),
    ("/v1/spaces/1001?date=2026-12-01", "unknown-space", nil),
    ("/v1/spaces/1001?date=2027-12-01", "unknown-space", "unknown-space"),
    ("/v1/spaces?ids=1001,2003&date=2026-12-01", nil, nil),
    ("/v1/explain?space=1001&city=lisbon&date=2026-12-01", "unknown-space", nil),
    ("/v1/explain?space=2003&city=lisbon&date=2026-12-01", "space-elsewhere", "space-elsewhere"),
  ]

  @Test func `a city that is gone is unknown now, and as it was in older reads`() async throws {
    try await VerificationMarket.withBuilt { market in
      let pool = Pool(.reading(url: market.url), limit: 2)
      let bearer = try await Self.bearer()
      let api = try await Self.api(pool)
      let connection = try await Connection.open(.worker(url: market.url))
      let generation = try await connection.lastGeneration()
      await connection.close()
      let asked = Self.cases.map(\.path)
      let before = try await Self.answers(api, asked, bearer)
      let cursor = try #require(
        before[asked[1]]?.text.firstMatch(of: /"next_cursor":"([^"]+)"/)?.output.1)
      try await market.change("delete from source.city where city_id = 1")
      try await market.rebuild()
      // Without a memory of what is live, with one, and with the answers in memory.
      for pass in 1...3 {
        if pass == 2 { await Self.refresh(api, market) }
        for (path, now, then) in Self.cases {
          let answer = try await Self.answer(api, path, bearer)
          #expect(answer.code == now, "\(path), pass \(pass)")
          var headers = bearer
          headers[Self.asOf] = "\(generation)"
          let old = try await Self.answer(api, path, headers)
          #expect(old.code == then, "\(path) as of \(generation), pass \(pass)")
          if then == nil { #expect(old.body == before[path]?.body, "\(path), pass \(pass)") }
          headers[Self.asOf] = "\(generation + 1)"
          let since = try await Self.answer(api, path, headers)
          #expect(since.status == .notFound || now == nil || then == "invalid-header", "\(path)")
        }
        let next = try await Self.answer(api, "\(asked[1])&cursor=\(cursor)", bearer)
        #expect(next.code == nil, "pass \(pass)")
        let cities = try await Self.answer(api, "/v1/cities", bearer)
        #expect(!cities.text.contains("lisbon") && cities.text.contains("tokyo"))
      }
      await pool.close()
    }
  }

  private static let key = DevelopmentKey([UInt8](0..<32))

  private static func bearer() async throws -> HTTPFields {
    let token = try await #require(key).token(
      subject: "test", scope: TokenPolicy.standardScope, from: .now(), seconds: 600)
    return [.authorization: "Bearer \(token)"]
  }

  private static func api(_ pool: Pool) async throws -> API {
    API(
      database: ReadDatabase(pool), cursorKey: .random(),
      tokens: TokenGate([try await #require(key).verifier()]),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private static func refresh(_ api: API, _ market: VerificationMarket) async {
    let watch = PublicationWatch(api, .reading(url: market.url))
    await watch.refresh()
    await watch.close()
  }

  private static func answers(
    _ api: API, _ paths: [String], _ headers: HTTPFields
  ) async throws -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for path in paths { answers[path] = try await answer(api, path, headers) }
    return answers
  }

  private static func answer(
    _ api: API, _ path: String, _ headers: HTTPFields
  ) async throws -> Answer {
    await api.answer(
      HTTPRequest(
        method: .get, scheme: "http", authority: "a", path: path, headerFields: headers))
  }
}

extension Answer {
  /// The code of a problem; nil for another answer.
  fileprivate var code: String? {
    (text.firstMatch(of: /"code":"([^"]+)"/)?.output.1).map(String.init)
  }

  fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}
