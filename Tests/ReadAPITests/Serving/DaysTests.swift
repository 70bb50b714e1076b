import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct DaysTests {
  @Test func `a month at a glance tells each live date`() async throws {
    try await MarketAPI.with { market in
      let answer = await market.get("/v1/cities/city-2/days?from=2026-12-24&to=2027-01-24")
      #expect(
        answer.text == """
          {"city":"city-2","currency":"EUR","days":[\
          {"date":"2026-12-24","status":"open","holiday":null,"count":2000,\
          "lowest_price_minor":null},\
          {"date":"2026-12-25","status":"closed","holiday":{"holiday_id" : "christmas-day", \
          "name" : "Natal", "category" : "public", "observed" : false},"count":0,\
          "lowest_price_minor":null}],"freshness":{"generation":2,\
          "built_at":"2026-12-01T03:00:00Z","inputs_as_of":"2026-12-01T02:59:00Z"}}
          """)
      #expect(answer.headers[.age] == "86460")
    }
  }

  @Test func `a range without live dates is empty and an unknown city is unknown`() async throws {
    try await MarketAPI.with { market in
      let empty = await market.get("/v1/cities/city-2/days?from=2028-01-01&to=2028-01-02")
      #expect(empty.text == #"{"city":"city-2","currency":"EUR","days":[],"freshness":null}"#)
      let unknown = await market.get("/v1/cities/no%20where/days?from=2028-01-01&to=2028-01-02")
      #expect(unknown.status == .notFound)
      #expect(unknown.text.contains("no where"))
    }
  }

  @Test(arguments: [
    ("", "missing-parameter"), ("?from=2026-12-24", "missing-parameter"),
    ("?from=2026-12-24&to=x", "invalid-parameter"),
    ("?from=2026-12-24&to=2026-12-23", "contradictory-parameters"),
    ("?from=2026-12-24&to=2027-03-26", "invalid-parameter"),
    ("?from=2026-12-24&to=2026-12-25&a=b", "unknown-parameter"),
    ("?from=2026-12-24&to=2026-12-25&to=2026-12-26", "repeated-parameter"),
  ])
  func `a bad range is refused by name`(query: String, code: String) async throws {
    let market = try MarketAPI("host=/nowhere")
    let answer = await market.get("/v1/cities/city-1/days\(query)")
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains(code), "\(answer.text)")
  }

  @Test(arguments: [
    "/v1/cities/a/b/days", "/v1/cities//days", "/v1/cities/%zz/days", "/v1/cities/a",
  ])
  func `other paths are nothing`(path: String) async throws {
    let market = try MarketAPI("host=/nowhere")
    #expect(await market.get(path).status == .notFound)
  }
}
