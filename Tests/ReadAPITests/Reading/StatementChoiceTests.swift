import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import ReadAPI

/// For which cells the API takes the statement that reads blocks.
@Suite struct StatementChoiceTests {
  private static let page = "/v1/discovery?city=city-1&date=2026-12-21&price_min=100"

  @Test func `a cell is taken for a large one until memory knows that it is not`() async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      let unknown = try MarketAPI(url, connections: 1)
      #expect(try await readsBlocks(unknown))
      let small = try MarketAPI(url, connections: 1)
      await refresh(small)
      #expect(try await !readsBlocks(small))
      try await DatabaseTemplate.enlargeCells(url)
      let large = try MarketAPI(url, connections: 1)
      await refresh(large)
      #expect(try await readsBlocks(large))
      for market in [unknown, small, large] { await market.pool.close() }
    }
  }

  private func refresh(_ market: MarketAPI) async {
    let watch = PublicationWatch(market.api, .patientReading(url: market.url))
    await watch.refresh()
    await watch.close()
  }

  /// Whether the statement of a page that the market's one connection has prepared reads blocks.
  private func readsBlocks(_ market: MarketAPI) async throws -> Bool {
    #expect(await market.get(Self.page).status == .ok)
    return try await market.pool.withConnection { connection in
      let rows = try await connection.query(
        Statement(
          "prepared",
          "select bool_or(statement ~ 'result_bloc[k]') from pg_prepared_statements"))
      return try rows[0].get(0)
    }
  }
}
