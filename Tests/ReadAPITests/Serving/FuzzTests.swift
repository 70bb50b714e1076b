import HTTPTypes
import Testing

@testable import ReadAPI

/// Requests that no client should send.
@Suite struct FuzzTests {
  private static let fragments = [
    "city=city-1", "date=2026-12-21", "&", "&&", "=", "limit=", "sort=", "near=", "0", "-1",
    "9999999999999999999", "NaN", "1e308", "%00", "%ff", "%", "%2", "+", ",", "é", "\u{202e}",
    "cursor=", "AAAA", "category=", "add_ons=", "price_min=", "price_max=", "radius_km=",
    "capacity_min=", "'", "\"", ";", "--", "\\", "../", "a", "distance", "-price", "?", "#", "🙂",
  ]

  @Test func `no request makes an internal error or passes a forged cursor`() async throws {
    // Nothing listens there: what is accepted ends as 503, and nothing may end as 500 or 200.
    let market = try MarketAPI("host=/nowhere")
    var numbers = RandomNumbers(seed: 41)
    let paths = ["/v1/discovery?", "/v1/discovery/facets?", "/v1/cities?", "/v1/cities/a/days?"]
    for _ in 0..<5000 {
      let path = paths.randomElement(using: &numbers) ?? ""
      let length = Int.random(in: 0...12, using: &numbers)
      let parts = (0..<length).compactMap { _ in Self.fragments.randomElement(using: &numbers) }
      let headers: HTTPFields = [
        .ifNoneMatch: parts.last ?? "", .asOf: parts.first ?? "", .requestID: parts.last ?? "",
      ]
      let answer = await market.get(path + parts.joined(), headers: headers)
      #expect([400, 503].contains(answer.status.code), "\(parts): \(answer.status)")
      let isCursor = parts.joined().contains("cursor=A")
      #expect(!isCursor || answer.status.code == 400, "\(parts)")
    }
  }
}
