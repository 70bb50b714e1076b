import Dates
import Discovery
import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct ObservingTests {
  @Test func `the OpenAPI document names every parameter once, as it is declared`() async throws {
    let market = try MarketAPI("host=/nowhere")
    let answer = await market.get("/openapi.json")
    #expect(answer.status.code == 200)
    let document = try JSONDecoder().decode(Document.self, from: Data(answer.body))
    #expect(document.openapi == "3.1.0")
    let discovery = try #require(document.paths["/v1/discovery"]?["get"])
    let queries = discovery.parameters.filter { $0.in == "query" }
    #expect(queries.map(\.name) == DiscoveryParameter.all.map(\.name))
    #expect(queries.filter(\.required).map(\.name) == ["city", "date"])
    let facets = try #require(document.paths["/v1/discovery/facets"]?["get"])
    let filters = facets.parameters.filter { $0.in == "query" }
    #expect(filters.map(\.name) == Array(DiscoveryParameter.all.map(\.name).prefix(10)))
    #expect(document.components.schemas.keys.contains("Item"))
  }

  private struct Document: Decodable {
    struct Operation: Decodable { let parameters: [Parameter] }
    struct Parameter: Decodable {
      let name: String
      let `in`: String
      let required: Bool
    }
    struct Components: Decodable { let schemas: [String: Schema] }
    struct Schema: Decodable {}
    let openapi: String
    let paths: [String: [String: Operation]]
    let components: Components
  }

  @Test func `metrics count requests by route and status, and time their stages`() async throws {
    let market = try MarketAPI("host=/nowhere")
    for path in ["/healthz", "/healthz", "/nothing", "/v1/discovery?limit=x"] {
      _ = await market.get(path)
    }
    let text = await market.get("/metrics").text
    #expect(text.contains(#"almanac_requests_total{route="health",status="200"} 2"#))
    #expect(text.contains(#"almanac_requests_total{route="none",status="404"} 1"#))
    #expect(text.contains(#"almanac_requests_total{route="discovery",status="400"} 1"#))
    #expect(text.contains(#"almanac_stage_seconds_count{route="health",stage="request"} 2"#))
    #expect(
      text.contains(#"almanac_stage_seconds_bucket{route="discovery",stage="parse",le="+Inf"} 1"#))
    #expect(text.contains(#"almanac_cache_answers_total{outcome="miss"} 0"#))
    #expect(text.contains("# TYPE almanac_stage_seconds histogram"))
    #expect(text.contains("# HELP almanac_cache_bytes "))
    #expect(text.hasSuffix("\n"))
  }

  @Test func `gauges tell the pool, the cache and how fresh each city is`() async throws {
    try await MarketAPI.with { market in
      let watch = PublicationWatch(market.api, .patientReading(url: market.url))
      await watch.refresh()
      await watch.close()
      _ = await market.get("/v1/discovery?city=city-1&date=2026-12-21")
      let text = await market.get("/metrics").text
      for line in [
        #"almanac_pool_connections{use="in_use"} 0"#, #"almanac_pool_connections{use="idle"} 1"#,
        "almanac_pool_limit 4", "almanac_pool_waiting 0", "almanac_cache_answers 1",
        #"almanac_cache_answers_total{outcome="miss"} 1"#, "almanac_cities 3",
        "almanac_cities_without_today 3", "almanac_oldest_cell_age_seconds 86460",
        #"almanac_cell_age_seconds{city="city-1",cell="oldest"} 86460"#,
      ] {
        #expect(text.contains("\(line)\n"), "\(line)")
      }
      let bytes = try #require(text.firstMatch(of: /almanac_cache_bytes ([0-9]+)/)).1
      #expect(Int(bytes) == market.api.cache.contents.bytes)
      #expect(!text.contains(#"cell="today""#))
    }
  }

  @Test func `a city that is gone has no age`() throws {
    let metrics = RequestMetrics()
    let then = try #require(MarketAPI.present)
    let cities = ["a", "b"].map { CityStanding(city: $0, todayAsOf: then, oldestAsOf: nil) }
    metrics.sample(cities, at: then)
    metrics.sample(Array(cities.dropLast()), at: then.adding(seconds: 5))
    let text = String(decoding: metrics.registry.text(), as: UTF8.self)
    #expect(text.contains("almanac_cell_age_seconds{city=\"a\",cell=\"today\"} 5\n"))
    #expect(!text.contains("city=\"b\""))
  }
}
