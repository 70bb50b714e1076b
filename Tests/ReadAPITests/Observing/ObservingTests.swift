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
    #expect(text.contains(#"almanac_stage_seconds_count{stage="request"} 4"#))
    #expect(text.contains(#"almanac_stage_seconds_bucket{stage="parse",le="+Inf"} 1"#))
    #expect(text.contains(#"almanac_cache_answers_total{outcome="miss"} 0"#))
    #expect(text.hasSuffix("\n"))
  }
}
