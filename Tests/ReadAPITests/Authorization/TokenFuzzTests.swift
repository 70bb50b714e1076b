import Discovery
import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

/// Tokens that nobody has signed, made from one that somebody has.
@Suite struct TokenFuzzTests {
  /// As many as the environment says, for a long run.
  private static let rounds =
    ProcessInfo.processInfo.environment["ALMANAC_FUZZ_REQUESTS"].flatMap { Int($0) } ?? 2000
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ~\u{1}é".utf8)
  private static let headers = [
    #"{"alg":"none"}"#, #"{"alg":"HS256"}"#, #"{"alg":"EdDSA"}"#, #"{"alg":"RS256","kid":"a"}"#,
    #"{"alg":"EdDSA","crit":[]}"#, "{}", "[]", "null", "",
  ]

  @Test func `no altered token is let through, and none makes an internal error`() async throws {
    // Nothing listens there: what is let through ends as 503.
    let market = try MarketAPI("host=/nowhere", tokens: try await MarketAPI.gate())
    let genuine = try #require(try await MarketAPI.bearer()[.authorization])
    let path = "/v1/spaces/1?date=2026-12-21"
    #expect(
      await market.get(path, headers: [.authorization: genuine]).status == .serviceUnavailable)
    let token = Array(genuine.dropFirst("Bearer ".count).utf8)
    var numbers = RandomNumbers(seed: 52)
    for round in 0..<Self.rounds {
      let altered = Self.altered(token, by: round % 6, &numbers)
      let text = String(decoding: altered, as: UTF8.self)
      // Further spaces before a token belong to the header (RFC 9110 section 11.4), and a field has
      // spaces where its text had control characters (section 5.5).
      let field = HTTPField(name: .authorization, value: "Bearer \(text)")
      let sent = field.value.utf8.dropFirst("Bearer".count).drop { $0 == UInt8(ascii: " ") }
      guard !sent.elementsEqual(token) else { continue }
      let answer = await market.get(path, headers: [.authorization: field.value])
      #expect(answer.status == .unauthorized, "\(text)")
    }
  }

  private static func altered(
    _ token: [UInt8], by way: Int, _ numbers: inout RandomNumbers
  ) -> [UInt8] {
    var altered = token
    let place = Int.random(in: token.indices, using: &numbers)
    let byte = alphabet.randomElement(using: &numbers) ?? 0
    switch way {
    case 0: altered.removeLast(Int.random(in: 1...token.count, using: &numbers))
    case 1: altered.insert(byte, at: place)
    case 2: altered.swapAt(place, Int.random(in: token.indices, using: &numbers))
    case 3: altered[place] = byte
    case 4:
      let header = Array((headers.randomElement(using: &numbers) ?? "").utf8)
      let rest = token.drop { $0 != UInt8(ascii: ".") }
      altered = Array(Base64URL.encode(header).utf8) + rest
    default:
      // Other claims under the same signature.
      let parts = token.split(separator: UInt8(ascii: "."))
      var claims = Base64URL.decode(String(decoding: parts[1], as: UTF8.self)) ?? []
      claims[Int.random(in: claims.indices, using: &numbers)] = byte
      altered = Array(
        [Array(parts[0]), Array(Base64URL.encode(claims).utf8), Array(parts[2])]
          .joined(separator: [UInt8(ascii: ".")]))
    }
    return altered
  }
}
