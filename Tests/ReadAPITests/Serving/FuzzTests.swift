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
    "capacity_min=", "'", "\"", ";", "--", "\\", "../", "a", "ids=1,2", "space=7", "distance",
    "-price", "?", "#", "🙂",
  ]

  @Test func `no request makes an internal error or passes a forged cursor`() async throws {
    // Nothing listens there: what is accepted ends as 503, and nothing may end as 500 or 200.
    let market = try MarketAPI("host=/nowhere", tokens: try await MarketAPI.gate())
    let bearer = try await MarketAPI.bearer()[.authorization]
    var numbers = RandomNumbers(seed: 41)
    let paths = [
      "/v1/discovery?", "/v1/discovery/facets?", "/v1/cities?", "/v1/cities/a/days?", "/v1/spaces?",
      "/v1/spaces/5?", "/v1/explain?",
    ]
    for _ in 0..<Self.rounds {
      let path = paths.randomElement(using: &numbers) ?? ""
      let length = Int.random(in: 0...12, using: &numbers)
      let parts = (0..<length).compactMap { _ in Self.fragments.randomElement(using: &numbers) }
      let headers: HTTPFields = [
        .ifNoneMatch: parts.last ?? "", .asOf: parts.first ?? "", .requestID: parts.last ?? "",
      ]
      var sent = headers
      sent[.authorization] = bearer
      let answer = await market.get(path + parts.joined(), headers: sent)
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

  @Test func `no altered tag is taken for what a client has`() async throws {
    try await MarketAPI.with { market in
      let page = "/v1/discovery?city=city-1&date=2026-12-21&limit=1"
      let tag = try #require(await market.get(page).headers[.eTag])
      var numbers = RandomNumbers(seed: 44)
      for _ in 0..<Self.rounds {
        let bent = numbers.bent(tag)
        guard !bent.contains(tag), !bent.contains("*") else { continue }
        let answer = await market.get(page, headers: [.ifNoneMatch: bent])
        #expect(answer.status == .ok, "\(bent)")
      }
    }
  }

  @Test func `valid requests that are bent are answered or refused`() async throws {
    try await MarketAPI.with { market in
      let valid = [
        "/v1/discovery?city=city-1&date=2026-12-21&limit=1",
        "/v1/cities/city-1/days?from=2026-12-21&to=2026-12-22",
        "/v1/discovery?city=city-2&date=2026-12-22&sort=distance&near=38.7,-9.1&radius_km=1&limit=1",
        "/v1/discovery?city=city-1&date=2026-12-25&price_min=5&add_ons=add-on-1",
      ]
      var numbers = RandomNumbers(seed: 45)
      for _ in 0..<Self.rounds / 5 {
        let path = numbers.bent(valid.randomElement(using: &numbers) ?? "")
        let answer = await market.get(path)
        #expect([200, 400, 404].contains(answer.status.code), "\(path): \(answer.status)")
      }
    }
  }
}

extension RandomNumbers {
  /// The text with some of its characters changed, left out, doubled or put elsewhere.
  fileprivate mutating func bent(_ text: String) -> String {
    var characters = Array(text)
    let others = Array("ABCabc019-_=+/%&,.\"*W ~'")
    for _ in 0..<Int.random(in: 1...3, using: &self) where !characters.isEmpty {
      let index = Int.random(in: 0..<characters.count, using: &self)
      let other = others.randomElement(using: &self) ?? "A"
      switch Int.random(in: 0..<4, using: &self) {
      case 0: characters[index] = other
      case 1: characters.remove(at: index)
      case 2: characters.insert(other, at: index)
      default: characters.swapAt(index, Int.random(in: 0..<characters.count, using: &self))
      }
    }
    return String(characters)
  }
}
