import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

/// The answers of a fixed market, field by field.
///
/// `ALMANAC_GOLDEN=write swift test --filter GoldenAnswersTests` writes the file anew. Bytes that
/// differ for the same content need another `EntityTag.answerFormat`: the tags in the file move with
/// it, and clients ask again.
@Suite struct GoldenAnswersTests {
  private static let day = "city=city-1&date=2026-12-21"
  static let requests: [(path: String, headers: HTTPFields)] = [
    ("/v1/discovery?\(day)&limit=2", [:]),
    ("/v1/discovery?\(day)&limit=1", [.acceptEncoding: "gzip"]),
    (
      "/v1/discovery?\(day)&sort=price&price_min=1500&category=category-1&add_ons=add-on-1&limit=2",
      [:]
    ),
    ("/v1/discovery?\(day)&sort=distance&near=38.73,-9.07&radius_km=1.5&limit=2", [:]),
    ("/v1/discovery?\(day)&category=nothing", [:]),
    ("/v1/discovery?city=city-1&date=2026-12-25", [:]),
    ("/v1/discovery?\(day)&limit=1", [.asOf: "2026-12-01T03:00:00Z"]),
    ("/v1/discovery/facets?\(day)", [:]),
    ("/v1/discovery/facets?\(day)&capacity_min=11&price_max=3000", [:]),
    ("/v1/discovery/facets?city=city-1&date=2026-12-25", [:]),
    ("/v1/cities", [:]),
    ("/v1/cities/city-1/days?from=2026-12-24&to=2026-12-31", [:]),
    ("/v1/discovery?city=city-1", [:]),
    ("/v1/discovery?\(day)&limit=x", [:]),
    ("/v1/discovery?\(day)&nights=2", [:]),
    ("/v1/discovery?\(day)&cursor=AAAA", [:]),
    ("/v1/discovery?city=nowhere&date=2026-12-21", [:]),
    ("/v1/discovery?city=city-1&date=2028-12-21", [:]),
    ("/v1/discovery?\(day)", [.maxStaleness: "60"]),
    ("/v1/discovery?\(day)", [.asOf: "never"]),
    ("/nothing", [:]),
    ("/healthz", [:]),
    ("/readyz", [:]),
    ("/v1/spaces/1000007?date=2026-12-21", [:]),
    ("/v1/spaces/1000007?date=2026-12-21", [.authorization: "Bearer a.b.c"]),
  ]
  /// Asked with a token.
  static let protectedPaths = [
    "/v1/spaces/1000007?date=2026-12-21",
    "/v1/spaces/1000007?date=2026-12-25",
    "/v1/spaces?ids=2000009,5,1000002&date=2026-12-22",
    "/v1/spaces?ids=1000002&date=2027-12-22",
    "/v1/spaces/5?date=2026-12-21",
    "/v1/spaces/abc?date=2026-12-21",
    "/v1/explain?space=1000007&\(day)",
    "/v1/explain?space=1000007&\(day)&capacity_min=500&sort=price",
    "/v1/explain?space=1000007&city=city-1&date=2026-12-25",
    "/v1/explain?space=5&\(day)",
  ]

  @Test func `every answer is that of the committed file`() async throws {
    var golden = GoldenAnswers()
    try await MarketAPI.with { market in
      for (path, headers) in Self.requests {
        let named = headers.map { " \($0.name.rawName): \($0.value)" }.joined()
        golden.add("\(path)\(named)", await market.get(path, headers: headers))
      }
      let bearer = try await MarketAPI.bearer()
      for path in Self.protectedPaths {
        golden.add("\(path) with a token", await market.get(path, headers: bearer))
      }
    }
    if ProcessInfo.processInfo.environment["ALMANAC_GOLDEN"] == "write" {
      try golden.text.write(to: GoldenAnswers.file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: GoldenAnswers.file, encoding: .utf8)
    let (found, wanted) = (sections(golden.text), sections(committed))
    #expect(found.map(\.first) == wanted.map(\.first))
    for (section, expected) in zip(found, wanted) { #expect(section == expected) }
  }

  /// The answers, each as its lines.
  private func sections(_ text: String) -> [[Substring]] {
    text.split(separator: "== ").map { $0.split(separator: "\n") }
  }
}
