import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import ReadAPI

/// What reaches the server, counted between the API and it.
@Suite struct StatementCountTests {
  @Test func `each request is one statement in one round trip, without a transaction`() async throws
  {
    try await TestCluster.shared().withDatabase(.market) { url in
      let proxy = try StatementProxy(serverFolder: try await TestCluster.shared().socketFolder)
      defer { proxy.remove() }
      let database = try #require(url.split(separator: " ").last)
      let market = try MarketAPI(
        url, databaseURL: "host=\(proxy.folder) port=5432 user=postgres \(database)",
        tokens: try await MarketAPI.gate())
      let bearer = try await MarketAPI.bearer()
      let fifty = (1_000_001...1_000_050).map(String.init).joined(separator: ",")
      let page = "/v1/discovery?city=city-1&date=2026-12-21"
      let first = await market.get(page)
      let requests: [(path: String, status: Int)] = [
        (page, 200), ("\(page)&sort=price&price_min=100&category=category-1&add_ons=add-on-1", 200),
        ("\(page)&sort=distance&near=38.7,-9.1&radius_km=2", 200),
        ("/v1/discovery?city=city-1&date=2026-12-25", 200),
        ("/v1/discovery?city=nowhere&date=2026-12-25", 404), ("/v1/cities", 200),
        ("/v1/discovery/facets?city=city-1&date=2026-12-21", 200),
        ("/v1/discovery/facets?city=city-1&date=2026-12-21&capacity_min=3", 200),
        ("/v1/spaces?ids=\(fifty)&date=2026-12-21", 200),
        ("/v1/spaces/1000001?date=2026-12-21", 200), ("/v1/spaces/1?date=2026-12-21", 404),
        ("/v1/explain?space=1000001&city=city-1&date=2026-12-21&sort=price&price_max=5000", 200),
      ]
      // The first time each statement is prepared.
      for request in requests { _ = await market.get(request.path, headers: bearer) }
      #expect(first.status == .ok)
      let prepared = proxy.count("P")
      for request in requests {
        let (executed, synchronized) = (proxy.count("E"), proxy.count("S"))
        let answer = await market.get(request.path, headers: bearer)
        #expect(answer.status.code == request.status, "\(request.path)")
        #expect(proxy.count("E") == executed + 1, "\(request.path)")
        #expect(proxy.count("S") == synchronized + 1, "\(request.path)")
      }
      let executed = proxy.count("E")
      #expect(await market.get("\(page)&limit=-1").status == .badRequest)
      #expect(await market.get("/healthz").status == .ok)
      #expect(await market.get("/v1/spaces?ids=\(fifty)&date=2026-12-21").status == .unauthorized)
      #expect(proxy.count("E") == executed)
      #expect(proxy.count("P") == prepared)
      #expect(proxy.count("Q") == 0)
      await market.pool.close()
    }
  }
}
