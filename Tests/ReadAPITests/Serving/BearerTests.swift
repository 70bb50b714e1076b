import HTTPTypes
import Testing

@testable import ReadAPI

/// Who is let through to the protected endpoints, and what the others are told (RFC 6750).
@Suite struct BearerTests {
  private static let path = "/v1/spaces/1000001?date=2026-12-21"

  @Test(
    arguments: [
      (nil, 401, "missing-token", #"Bearer realm="almanac""#),
      ("", 401, "missing-token", #"Bearer realm="almanac""#),
      ("Basic YTpi", 401, "missing-token", #"Bearer realm="almanac""#),
      ("Bearer", 401, "missing-token", #"Bearer realm="almanac""#),
      (
        "Bearer a.b.c", 401, "invalid-token",
        #"Bearer realm="almanac", error="invalid_token", "#
          + #"error_description="The token is not accepted.""#
      ),
    ] as [(String?, Int, String, String)])
  func `without a token nobody is let through`(
    sent: String?, status: Int, code: String, challenge: String
  ) async throws {
    let market = try MarketAPI("host=/nowhere", tokens: try await MarketAPI.gate())
    var headers: HTTPFields = [:]
    if let sent { headers[.authorization] = sent }
    for path in [Self.path, "/v1/spaces?ids=1&date=x", "/v1/explain?space=5"] {
      let answer = await market.get(path, headers: headers)
      #expect(answer.status.code == status, "\(path)")
      #expect(answer.text.contains("\"code\":\"\(code)\""))
      #expect(answer.headers[.wwwAuthenticate] == challenge)
      #expect(answer.headers[.cacheControl] == "no-store")
    }
  }

  @Test func `a token without the scope is forbidden`() async throws {
    let market = try MarketAPI("host=/nowhere", tokens: try await MarketAPI.gate())
    let answer = await market.get(Self.path, headers: try await MarketAPI.bearer(scope: "other"))
    #expect(answer.status == .forbidden)
    #expect(answer.text.contains(#""code":"insufficient-scope""#))
    #expect(
      answer.headers[.wwwAuthenticate]
        == #"Bearer realm="almanac", error="insufficient_scope", scope="spaces:read""#)
  }

  @Test func `two Authorization headers are one too many`() async throws {
    let market = try MarketAPI("host=/nowhere", tokens: try await MarketAPI.gate())
    var headers = try await MarketAPI.bearer()
    headers.append(HTTPField(name: .authorization, value: "Bearer a.b.c"))
    let answer = await market.get(Self.path, headers: headers)
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains(#""code":"invalid-header""#))
  }

  @Test func `without keys the API says so`() async throws {
    let market = try MarketAPI("host=/nowhere")
    let answer = await market.get(Self.path, headers: try await MarketAPI.bearer())
    #expect(answer.status == .forbidden)
    #expect(answer.text.contains(#""code":"auth-not-configured""#))
    #expect(answer.headers[.wwwAuthenticate] == nil)
  }

  @Test func `new keys take the place of the old ones`() async throws {
    let gate = try await MarketAPI.gate()
    let market = try MarketAPI("host=/nowhere", tokens: gate)
    let old = try await MarketAPI.bearer()
    let next = try #require(DevelopmentKey([UInt8](1..<33)))
    let present = try #require(MarketAPI.present)
    let token = try await next.token(
      subject: "x", scope: TokenPolicy.standardScope, from: present, seconds: 60)
    let new: HTTPFields = [.authorization: "bearer \(token)"]
    #expect(await market.get(Self.path, headers: old).status == .serviceUnavailable)
    #expect(await market.get(Self.path, headers: new).status == .unauthorized)
    gate.replace([try await next.verifier()])
    #expect(await market.get(Self.path, headers: old).status == .unauthorized)
    #expect(await market.get(Self.path, headers: new).status == .serviceUnavailable)
  }

  @Test func `the rest of the API asks for no token, and a token is no parameter`() async throws {
    let market = try MarketAPI("host=/nowhere", tokens: try await MarketAPI.gate())
    #expect(await market.get("/openapi.json").status == .ok)
    #expect(await market.get("/v1/discovery?city=a&date=x").status == .badRequest)
    #expect(await market.get(Self.path, .options).status == .noContent)
    let answer = await market.get(
      "\(Self.path)&access_token=a", headers: try await MarketAPI.bearer())
    #expect(answer.text.contains(#""code":"unknown-parameter""#))
  }
}
