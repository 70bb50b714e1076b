import HTTPTypes
import Testing

@testable import ReadAPI

/// Who is let in, and what browsers are told.
@Suite struct AdmissionTests {
  private func market(_ change: (inout APISettings) -> Void) throws -> MarketAPI {
    var settings = APISettings()
    change(&settings)
    return try MarketAPI("host=/nowhere", settings: settings)
  }

  @Test func `a client that asks too often is told when to come again`() async throws {
    let market = try market { $0.rateLimit = .init(perSecond: 1, burst: 3) }
    var statuses: [Int] = []
    for _ in 0..<5 { statuses.append(await market.get("/openapi.json").status.code) }
    #expect(statuses == [200, 200, 200, 429, 429])
    let refused = await market.get("/v1/discovery")
    #expect(refused.text.contains(#""code":"too-many-requests""#))
    #expect(refused.headers[.contentType] == "application/problem+json")
    #expect(refused.headers[.retryAfter] == "1")
    #expect(await market.get("/healthz").status == .ok)
    #expect(await market.get("/metrics").status == .ok)
  }

  @Test func `clients behind a trusted proxy are told apart, and others are one`() async throws {
    let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
    for (header, allowed) in [("X-Forwarded-For", 4), (nil, 1)] as [(String?, Int)] {
      let market = try market {
        $0.rateLimit = .init(perSecond: 1, burst: 1)
        $0.clientHeader = header
      }
      var passed = 0
      for client in 1...4 {
        let answer = await market.get(
          "/openapi.json", headers: [forwarded: "6.6.6.6, 10.0.0.\(client)"])
        if answer.status == .ok { passed += 1 }
      }
      #expect(passed == allowed)
    }
  }

  @Test func `without a limit nobody is refused`() async throws {
    let market = try market { _ in }
    for _ in 0..<500 { #expect(await market.get("/openapi.json").status == .ok) }
  }

  @Test func `without configuration no page of another origin hears anything`() async throws {
    let market = try market { _ in }
    let answer = await market.get("/openapi.json", headers: [.origin: "https://a.com"])
    #expect(answer.headers[.accessControlAllowOrigin] == nil)
    #expect(answer.headers[.vary]?.contains("Origin") == false)
    #expect(answer.headers[.crossOriginResourcePolicy] == "same-origin")
  }

  @Test func `pages of the configured origins may read answers, errors and headers`() async throws {
    let market = try market { $0.origins = ["https://a.com", "http://localhost:3000"] }
    for path in ["/openapi.json", "/v1/discovery", "/nothing"] {
      let answer = await market.get(path, headers: [.origin: "http://localhost:3000"])
      #expect(answer.headers[.accessControlAllowOrigin] == "http://localhost:3000")
      #expect(answer.headers[.accessControlExposeHeaders]?.contains("ETag") == true)
      #expect(answer.headers[.vary]?.hasSuffix("Origin") == true)
      #expect(answer.headers[.accessControlAllowCredentials] == nil)
      let other = await market.get(path, headers: [.origin: "https://a.com.evil.com"])
      #expect(other.headers[.accessControlAllowOrigin] == nil)
      #expect(other.headers[.vary]?.hasSuffix("Origin") == true)
    }
    let anyone = try self.market { $0.origins = ["*"] }
    // A cache gives what one client got to all others: the same for those that name no origin.
    for headers: HTTPFields in [[.origin: "https://b.com"], [:]] {
      let answer = await anyone.get("/openapi.json", headers: headers)
      #expect(answer.headers[.accessControlAllowOrigin] == "*")
      #expect(answer.headers[.crossOriginResourcePolicy] == "cross-origin")
      #expect(answer.headers[.vary]?.contains("Origin") == false)
    }
  }

  @Test func `a preflight is answered`() async throws {
    let market = try market { $0.origins = ["https://a.com"] }
    let asked: HTTPFields = [.origin: "https://a.com", .accessControlRequestMethod: "GET"]
    let answer = await market.get("/v1/discovery", .options, headers: asked)
    #expect(answer.status == .noContent)
    #expect(answer.headers[.accessControlAllowOrigin] == "https://a.com")
    #expect(answer.headers[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
    #expect(answer.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
    #expect(answer.headers[.accessControlMaxAge] == "600")
    let plain = await market.get("/v1/discovery", .options, headers: [.origin: "https://a.com"])
    #expect(plain.headers[.accessControlAllowMethods] == nil)
    #expect(await market.get("*", .options).status == .noContent)
  }

  @Test func `each answer tells browsers to take it for data`() async throws {
    let market = try market { _ in }
    for path in ["/healthz", "/v1/discovery", "/nothing", "/openapi.json"] {
      let answer = await market.get(path)
      #expect(answer.headers[.contentTypeOptions] == "nosniff")
      #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
      #expect(answer.headers[.referrerPolicy] == "no-referrer")
    }
  }

  @Test(arguments: [("8192", 200), ("8193", 413), ("99999999999999999999", 413), ("x", 413)])
  func `a body that is announced too long is refused`(length: String, status: Int) async throws {
    let market = try market { _ in }
    let answer = await market.get("/healthz", headers: [.contentLength: length])
    #expect(answer.status.code == status)
    #expect((answer.headers[.connection] == "close") == (status == 413))
  }
}
