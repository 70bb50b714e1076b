import Dates
import HTTPTypes
import Logging
import Postgres
import TestSupport
import Testing

@testable import ReadAPI

/// The API over the market, a day after its publication.
struct MarketAPI {
  let api: API
  let pool: Pool
  let url: String

  static let cursorSecret = [UInt8](0..<32)
  static let present = Instant(rfc3339: "2026-12-02T03:00:00Z")

  /// A gate that accepts the tokens of `bearer`.
  static func gate() async throws -> TokenGate {
    TokenGate([try await developmentKey.verifier()])
  }

  /// Headers with a token that the gate accepts.
  static func bearer(scope: String = TokenPolicy.standardScope) async throws -> HTTPFields {
    let present = try #require(MarketAPI.present)
    let token = try await developmentKey.token(
      subject: "test", scope: scope, from: present, seconds: 60)
    return [.authorization: "Bearer \(token)"]
  }

  private static var developmentKey: DevelopmentKey {
    get throws { try #require(DevelopmentKey(cursorSecret)) }
  }

  /// Calls `body` with the API over a market of its own.
  static func with<T: Sendable>(_ body: (MarketAPI) async throws -> T) async throws -> T {
    try await TestCluster.shared().withDatabase(.market) { url in
      let market = try MarketAPI(url, tokens: try await gate())
      let result = try await body(market)
      await market.pool.close()
      return result
    }
  }

  init(
    _ url: String, databaseURL: String? = nil, connections: Int = 4,
    settings: APISettings = APISettings(), tokens: TokenGate = TokenGate()
  ) throws {
    let present = try #require(MarketAPI.present)
    self.url = url
    pool = Pool(
      .patientReading(url: databaseURL ?? url), limit: connections, acquireTimeout: .seconds(60))
    api = API(
      settings: settings, database: ReadDatabase(pool),
      cursorKey: try #require(CursorKey(MarketAPI.cursorSecret)),
      tokens: tokens,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { present })
  }

  func get(
    _ path: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
  ) async -> Answer {
    await api.answer(
      HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers))
  }
}

extension Answer {
  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}
