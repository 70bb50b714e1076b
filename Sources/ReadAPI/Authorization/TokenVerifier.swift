import Dates
import Discovery
import Foundation
import JWTKit

/// Verifies tokens by keys of one algorithm and a policy (RFC 7519 section 7.2, RFC 8725).
public struct TokenVerifier: Sendable {
  private let keys: TokenKeys
  private let policy: TokenPolicy

  /// The longest token, in bytes.
  static let longestToken = 8192

  /// A verifier by these keys and this policy.
  public init(_ keys: TokenKeys, _ policy: TokenPolicy) {
    self.keys = keys
    self.policy = policy
  }

  /// What a token says, if it is genuine and fits the policy at an instant.
  ///
  /// Each sequence of bytes has one accepted spelling, so no altered text of a token is one; only of
  /// an ECDSA signature can anybody make a second one, which signs the same.
  func claims(of token: some StringProtocol, at now: Instant) throws(TokenFault) -> TokenClaims {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard token.utf8.count <= TokenVerifier.longestToken, parts.count == 3,
      let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw .unreadable }
    let key = try key(for: header)
    let signed = Array(parts[0].utf8) + [UInt8(ascii: ".")] + Array(parts[1].utf8)
    guard (try? key.verify(signature, signs: signed)) == true else { throw .badSignature }
    guard let claims = try? JSONDecoder().decode(TokenClaims.self, from: Data(payload)) else {
      throw .unreadable
    }
    try claims.check(policy, at: now)
    return claims
  }

  private func key(for header: [UInt8]) throws(TokenFault) -> any JWTAlgorithm {
    guard let header = try? JSONDecoder().decode(Header.self, from: Data(header)) else {
      throw .unreadable
    }
    guard header.alg == keys.algorithm.rawValue, !header.isCritical, header.isOfToken else {
      throw .foreignAlgorithm
    }
    guard let key = keys.key(named: header.kid) else { throw .unknownKey }
    return key
  }

  private struct Header: Decodable {
    private enum Field: String, CodingKey { case alg, kid, typ, crit }

    let alg: String
    let kid: String?
    let typ: String?
    /// Whether it names extensions that have to be understood: none is, and an empty list or null is
    /// not allowed (RFC 7515 section 4.1.11).
    let isCritical: Bool

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Field.self)
      alg = try fields.decode(String.self, forKey: .alg)
      kid = try fields.decodeIfPresent(String.self, forKey: .kid)
      typ = try fields.decodeIfPresent(String.self, forKey: .typ)
      isCritical = fields.contains(.crit)
    }

    var isOfToken: Bool {
      guard let typ else { return true }
      return ["jwt", "at+jwt", "application/at+jwt"].contains(typ.lowercased())
    }
  }
}
