import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import ReadAPI

/// The API from requests to answers, over a real database.
@Suite struct APITests {
  private static let page = "/v1/discovery?city=city-1&date=2026-12-21"

  @Test func `an answer carries its validator, its age and the request's id`() async throws {
    try await MarketAPI.with { market in
      let answer = await market.get(Self.page, headers: [.requestID: "abc"])
      #expect(answer.status == .ok)
      #expect(answer.headers[.contentType] == "application/json")
      #expect(answer.headers[.age] == "86460")
      #expect(
        answer.headers[.cacheControl] == "public, max-age=86490, stale-while-revalidate=60")
      #expect(answer.headers[.requestID] == "abc")
      let timing = try #require(answer.headers[.serverTiming])
      let stages = timing.matches(of: /([a-z]+);dur=[0-9]+\.[0-9]{3}/).map { String($0.1) }
      #expect(stages == ["parse", "pool", "db", "encode"])
      let tag = try #require(answer.headers[.eTag])
      let known = await market.get(Self.page, headers: [.ifNoneMatch: "\"x\", W/\(tag)"])
      #expect(known.status == .notModified)
      #expect(known.body.isEmpty)
      #expect(known.headers[.eTag] == tag)
      #expect(known.headers[.contentLength] == "\(answer.body.count)")
    }
  }

  @Test func `pages follow each other to the last and hold every item once`() async throws {
    try await MarketAPI.with { market in
      var path = "\(Self.page)&sort=-price&category=category-2&limit=100"
      var ids: [String] = []
      var total: Int?
      while true {
        let answer = await market.get(path)
        let page = try JSONDecoder().decode(Page.self, from: Data(answer.body))
        ids += page.items.map(\.space_id)
        #expect(page.page.total == total ?? page.page.total)
        #expect(page.page.total_is_exact)
        total = page.page.total
        guard let cursor = page.page.next_cursor else { break }
        path = "\(Self.page)&sort=-price&category=category-2&limit=77&cursor=\(cursor)"
      }
      #expect(ids.count == 400)
      #expect(Set(ids).count == ids.count)
      #expect(total == ids.count)
    }
  }

  private struct Page: Decodable {
    struct Item: Decodable { let space_id: String }
    struct Position: Decodable {
      let next_cursor: String?
      let total: Int
      let total_is_exact: Bool
    }
    let items: [Item]
    let page: Position
  }

  @Test func `a cursor of another query, altered or invented is refused`() async throws {
    try await MarketAPI.with { market in
      let answer = await market.get("\(Self.page)&limit=2")
      let page = try JSONDecoder().decode(Page.self, from: Data(answer.body))
      let cursor = try #require(page.page.next_cursor)
      let altered = (cursor.hasPrefix("A") ? "B" : "A") + cursor.dropFirst()
      for path in [
        "\(Self.page)&sort=price&cursor=\(cursor)", "\(Self.page)&cursor=\(altered)",
        "\(Self.page)&cursor=abc", "\(Self.page)&cursor=%20",
      ] {
        let refused = await market.get(path)
        #expect(refused.status == .badRequest)
        #expect(refused.text.contains(#""code":"invalid-cursor","#), "\(path)")
      }
      #expect(await market.get("\(Self.page)&cursor=\(cursor)").status == .ok)
    }
  }

  @Test func `what is not there says so with a code of its own`() async throws {
    try await MarketAPI.with { market in
      let cases: [(String, Int, String)] = [
        ("/v1/discovery?city=nowhere&date=2026-12-21", 404, "unknown-city"),
        ("/v1/discovery?city=city-1&date=2027-12-21", 404, "date-not-built"),
        ("/v1/discovery?city=city-1", 400, "missing-parameter"),
        ("/v1/discovery?city=&date=2026-12-21", 400, "missing-parameter"),
        ("\(Self.page)&limit=1000", 400, "invalid-parameter"),
        ("\(Self.page)&page=2", 400, "unknown-parameter"),
        ("\(Self.page)&nights=2", 400, "unsupported-stay"),
        ("\(Self.page)&city=city-2", 400, "repeated-parameter"),
        ("\(Self.page)&sort=distance", 400, "contradictory-parameters"),
        ("/v1/discovery/", 404, "not-found"), ("/", 404, "not-found"), ("", 404, "not-found"),
        ("/v1/cities?a=b", 400, "unknown-parameter"),
        ("\(Self.page)&category=\(String(repeating: "x", count: 9000))", 414, "uri-too-long"),
      ]
      for (path, status, code) in cases {
        let answer = await market.get(path)
        #expect(answer.status.code == status, "\(path)")
        #expect(answer.text.contains("\"code\":\"\(code)\""), "\(path): \(answer.text)")
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
    }
  }

  @Test func `a closed day is an answer`() async throws {
    try await MarketAPI.with { market in
      let answer = await market.get("/v1/discovery?city=city-1&date=2026-12-25")
      #expect(
        answer.text == """
          {"city":"city-1","date":"2026-12-25",\
          "day":{"status":"closed","holiday":{"holiday_id" : "christmas-day", \
          "name" : "Natal", "category" : "public", "observed" : false}},"items":[],\
          "page":{"limit":20,"next_cursor":null,"total":0,"total_is_exact":true},\
          "freshness":{"generation":1,"built_at":"2026-12-01T03:00:00Z",\
          "inputs_as_of":"2026-12-01T02:59:00Z"}}
          """)
    }
  }

  @Test func `unknown names match nothing`() async throws {
    try await MarketAPI.with { market in
      for filter in ["category=nothing", "add_ons=nothing", "add_ons=add-on-1,nothing"] {
        let answer = await market.get("\(Self.page)&\(filter)")
        let page = try JSONDecoder().decode(Page.self, from: Data(answer.body))
        #expect(page.items.isEmpty)
        #expect(page.page.total == 0)
      }
    }
  }

  @Test func `other methods are told what is allowed`() async throws {
    try await MarketAPI.with { market in
      let get = await market.get(Self.page)
      let head = await market.get(Self.page, .head)
      #expect(head.status == .ok)
      #expect(head.body.isEmpty)
      #expect(head.headers[.contentLength] == "\(get.body.count)")
      #expect(head.headers[.eTag] == get.headers[.eTag])
      let options = await market.get(Self.page, .options)
      #expect(options.status == .noContent)
      #expect(options.headers[.allow] == "GET, HEAD, OPTIONS")
      for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
        let refused = await market.get(Self.page, method)
        #expect(refused.status == .methodNotAllowed)
        #expect(refused.headers[.allow] == "GET, HEAD, OPTIONS")
      }
    }
  }

  @Test func `the cities tell what is live`() async throws {
    try await MarketAPI.with { market in
      let answer = await market.get("/v1/cities")
      #expect(
        answer.text.hasPrefix(
          """
          {"cities":[{"city":"city-1","name":"City 1","country":"PT","subdivision":null,\
          "time_zone":"Europe/Lisbon","currency":"EUR",\
          "location":{"latitude":38.7,"longitude":-9.1},\
          "dates":{"from":"2026-12-21","to":"2026-12-25","built":5}},
          """))
    }
  }

  @Test func `health asks nobody and readiness asks the database`() async throws {
    try await MarketAPI.with { market in
      #expect(await market.get("/healthz").status == .ok)
      #expect(await market.get("/readyz").status == .ok)
      let owner = try await Connection.open(.worker(url: market.url, applicationName: "test"))
      try await owner.run(script: "delete from almanac.migration where number = 1", name: "lose")
      await owner.close()
      #expect(await market.get("/readyz").text.contains("schema-mismatch"))
      await market.pool.close()
      #expect(await market.get("/healthz").status == .ok)
      #expect(await market.get("/readyz").status == .serviceUnavailable)
      let busy = await market.get(Self.page)
      #expect(busy.status == .serviceUnavailable)
      #expect(busy.headers[.retryAfter] == "1")
    }
  }

  @Test func `a server that is gone is no secret and no detail`() async throws {
    let market = try MarketAPI("host=/nowhere dbname=secret-name")
    let answer = await market.get(Self.page)
    #expect(answer.status == .serviceUnavailable)
    #expect(answer.text.contains("database-unavailable"))
    #expect(!answer.text.contains("nowhere"))
    #expect(answer.headers[.retryAfter] == "1")
  }
}
