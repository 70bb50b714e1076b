import Dates
import Discovery
import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

/// Requests that no client should send.
@Suite struct FuzzTests {
  /// As many as the environment says, for a long run.
  private static let rounds =
    ProcessInfo.processInfo.environment["ALMANAC_FUZZ_REQUESTS"].flatMap { Int($0) } ?? 5000
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
    for _ in 0..<Self.rounds {
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

  @Test func `no altered cursor is let through`() async throws {
    let market = try MarketAPI("host=/nowhere")
    let query = DiscoveryQuery(city: "city-1", date: LocalDate(dayNumber: 20_808))
    let key = try #require(CursorKey(MarketAPI.cursorSecret))
    let genuine = Array(
      key.seal(
        Cursor(generation: 1, place: SortPlace(5, 1_000_001), total: 9, totalIsExact: true),
        for: query
      ).utf8)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%".utf8)
    var numbers = RandomNumbers(seed: 43)
    for round in 0..<Self.rounds {
      var cursor = genuine
      let place = Int.random(in: cursor.indices, using: &numbers)
      switch round % 4 {
      case 0: cursor[place] = alphabet.randomElement(using: &numbers) ?? 0
      case 1: cursor.remove(at: place)
      case 2: cursor.insert(alphabet.randomElement(using: &numbers) ?? 0, at: place)
      default: cursor.swapAt(place, Int.random(in: cursor.indices, using: &numbers))
      }
      guard cursor != genuine else { continue }
      let text = String(decoding: cursor, as: UTF8.self)
      let answer = await market.get("/v1/discovery?city=city-1&date=\(query.date)&cursor=\(text)")
      #expect(answer.status == .badRequest, "\(text)")
    }
    let text = String(decoding: genuine, as: UTF8.self)
    let answer = await market.get("/v1/discovery?city=city-1&date=\(query.date)&cursor=\(text)")
    #expect(answer.status == .serviceUnavailable)
  }
}
