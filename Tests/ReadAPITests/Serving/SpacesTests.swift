import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

/// The details of spaces, from requests to answers.
@Suite struct SpacesTests {
  @Test func `a space is answered to its bearer alone`() async throws {
    try await MarketAPI.with { market in
      let bearer = try await MarketAPI.bearer()
      let path = "/v1/spaces/1000007?date=2026-12-21"
      let answer = await market.get(path, headers: bearer)
      #expect(answer.status == .ok, "\(answer.text)")
      #expect(
        answer.headers[.cacheControl] == "private, max-age=86490, stale-while-revalidate=60")
      #expect(answer.headers[.vary]?.hasPrefix("Authorization, ") == true)
      let tag = try #require(answer.headers[.eTag])
      var known = bearer
      known[.ifNoneMatch] = tag
      #expect(await market.get(path, headers: known).status == .notModified)
      #expect(await market.get(path, .head, headers: bearer).headers[.eTag] == tag)
      let space = try JSONDecoder().decode(Space.self, from: Data(answer.body))
      #expect(space.space_id == "1000007")
      #expect(space.city == "city-1")
      #expect(space.available)
      #expect(space.availability.count == 14)
      #expect(space.availability.map(\.date).first == "2026-12-21")
      #expect(
        space.availability.map(\.status)
          == Array(repeating: "available", count: 4) + ["unavailable"]
          + Array(repeating: "not-built", count: 9))
      #expect(space.availability[0].price_minor == space.price?.amount_minor)
      #expect(space.day.status == "open")
    }
  }

  @Test func `several are answered in the order asked, the others listed apart`() async throws {
    try await MarketAPI.with { market in
      let bearer = try await MarketAPI.bearer()
      let ids = "2000009,5,1000002,2000009,0001000003,-8,1000002"
      let answer = await market.get("/v1/spaces?ids=\(ids)&date=2026-12-22", headers: bearer)
      let spaces = try JSONDecoder().decode(Spaces.self, from: Data(answer.body))
      #expect(spaces.spaces.map(\.space_id) == ["2000009", "1000002", "1000003"])
      #expect(spaces.unknown == ["5", "-8"])
      #expect(spaces.not_built == [])
      let later = await market.get("/v1/spaces?ids=1000002,5&date=2027-12-22", headers: bearer)
      let unbuilt = try JSONDecoder().decode(Spaces.self, from: Data(later.body))
      #expect(unbuilt.spaces.isEmpty)
      #expect(unbuilt.not_built == ["1000002"])
      #expect(unbuilt.unknown == ["5"])
    }
  }

  @Test func `each mistake has its code`() async throws {
    try await MarketAPI.with { market in
      let bearer = try await MarketAPI.bearer()
      let many = (1...51).map(String.init).joined(separator: ",")
      let cases: [(String, Int, String)] = [
        ("/v1/spaces/5?date=2026-12-21", 404, "unknown-space"),
        ("/v1/spaces/abc?date=2026-12-21", 400, "invalid-parameter"),
        ("/v1/spaces/1000007", 400, "missing-parameter"),
        ("/v1/spaces/1000007?date=2027-01-21", 404, "date-not-built"),
        ("/v1/spaces/1000007?date=2026-12-21&ids=5", 400, "unknown-parameter"),
        ("/v1/spaces/?date=2026-12-21", 404, "not-found"),
        ("/v1/spaces?date=2026-12-21", 400, "missing-parameter"),
        ("/v1/spaces?ids=&date=2026-12-21", 400, "missing-parameter"),
        ("/v1/spaces?ids=1,,2&date=2026-12-21", 400, "invalid-parameter"),
        ("/v1/spaces?ids=9223372036854775808&date=2026-12-21", 400, "invalid-parameter"),
        ("/v1/spaces?ids=\(many)&date=2026-12-21", 400, "invalid-parameter"),
        ("/v1/explain?space=1000007&city=city-2&date=2026-12-21", 404, "space-elsewhere"),
        ("/v1/explain?space=5&city=city-2&date=2026-12-21", 404, "unknown-space"),
        ("/v1/explain?space=1000007&city=city-1&date=2027-12-21", 404, "date-not-built"),
        ("/v1/explain?city=city-1&date=2026-12-21", 400, "missing-parameter"),
        ("/v1/explain?space=1&city=city-1&date=2026-12-21&cursor=a", 400, "unknown-parameter"),
        (
          "/v1/explain?space=1&city=city-1&date=2026-12-21&sort=distance", 400,
          "contradictory-parameters"
        ),
      ]
      for (path, status, code) in cases {
        let answer = await market.get(path, headers: bearer)
        #expect(answer.status.code == status, "\(path): \(answer.text)")
        #expect(answer.text.contains("\"code\":\"\(code)\""), "\(path): \(answer.text)")
      }
      var fresh = bearer
      fresh[.maxStaleness] = "1000000"
      let known = await market.get("/v1/spaces?ids=1000007,5&date=2026-12-21", headers: fresh)
      #expect(known.status == .ok)
      let unknown = await market.get("/v1/spaces?ids=5&date=2026-12-21", headers: fresh)
      #expect(unknown.text.contains(#""code":"too-stale""#))
      var asOf = bearer
      asOf[.asOf] = "0"
      let older = await market.get("/v1/spaces/1000007?date=2026-12-21", headers: asOf)
      #expect(older.text.contains(#""code":"not-retained""#))
    }
  }

  @Test func `an explanation names rank and page as discovery has them`() async throws {
    try await MarketAPI.with { market in
      let bearer = try await MarketAPI.bearer()
      let query = "city=city-1&date=2026-12-21&sort=rating&category=category-2&limit=7"
      let page = try JSONDecoder().decode(
        Page.self, from: Data(await market.get("/v1/discovery?\(query)").body))
      for (index, item) in page.items.enumerated() {
        let answer = await market.get(
          "/v1/explain?space=\(item.space_id)&\(query)", headers: bearer)
        let explained = try JSONDecoder().decode(Explained.self, from: Data(answer.body))
        #expect(explained.included)
        #expect(explained.rank == index + 1)
        #expect(explained.page == 1)
      }
      let answer = await market.get(
        "/v1/explain?space=1000001&\(query)&price_max=1", headers: bearer)
      let explained = try JSONDecoder().decode(Explained.self, from: Data(answer.body))
      #expect(!explained.included)
      #expect(explained.reason == "filter-category")
      #expect(explained.rank == nil)
      #expect(
        explained.steps.filter { $0.passed == false }.map(\.step) == ["category", "price_max"])
    }
  }

  private struct Page: Decodable {
    struct Item: Decodable { let space_id: String }
    let items: [Item]
  }

  private struct Explained: Decodable {
    struct Step: Decodable {
      let step: String
      let passed: Bool?
    }
    let included: Bool
    let reason: String?
    let steps: [Step]
    let rank: Int?
    let page: Int?
  }

  private struct Spaces: Decodable {
    let spaces: [Space]
    let not_built: [String]
    let unknown: [String]
  }

  private struct Space: Decodable {
    struct Day: Decodable { let status: String }
    struct Price: Decodable { let amount_minor: Int }
    struct Offer: Decodable {
      let date: String
      let status: String
      let price_minor: Int?
    }
    let space_id: String
    let city: String
    let available: Bool
    let day: Day
    let price: Price?
    let availability: [Offer]
  }
}
