import Crypto
public import Dates
import Discovery
import Foundation
import JWTKit

/// A key of this machine for tokens of `almanac token`: Ed25519, from a secret that only its owner
/// can read.
public struct DevelopmentKey: Sendable {
  private let key: EdDSA.PrivateKey

  /// The `iss` of its tokens.
  public static let issuer = "almanac-development"
  /// The `aud` of its tokens.
  public static let audience = "almanac"
  /// The longest life of a token in seconds: a day.
  public static let longestLife = 86_400.0

  /// The key of a secret of 32 bytes, or nil for another number of them.
  public init?(_ secret: [UInt8]) {
    guard secret.count == 32,
      let key = try? EdDSA.PrivateKey(d: Base64URL.encode(secret), curve: .ed25519)
    else { return nil }
    self.key = key
  }

  /// A token for a subject, valid from `now` for so many seconds.
  public func token(
    subject: String, scope: String, from now: Instant, seconds: Double
  ) async throws -> String {
    let issued = (Double(now.microseconds) / 1_000_000).rounded(.down)
    let claims = Claims(
      iss: DevelopmentKey.issuer, aud: DevelopmentKey.audience, sub: subject, scope: scope,
      iat: Int64(issued), exp: Int64(issued + seconds))
    let id = JWKIdentifier(string: id)
    return try await JWTKeyCollection().add(eddsa: key, kid: id).sign(claims, kid: id)
  }

  /// The verifier of its tokens.
  public func verifier() async throws -> TokenVerifier {
    TokenVerifier(
      try await TokenKeys(ed25519: key.publicKey, id: id),
      TokenPolicy(issuer: DevelopmentKey.issuer, audience: DevelopmentKey.audience))
  }

  /// A name that tells keys of two machines apart.
  private var id: String {
    let digest = Array(SHA256.hash(data: key.publicKey.rawRepresentation))
    return "development-\(Base64URL.encode(digest[..<6]))"
  }

  private struct Claims: JWTPayload {
    var iss: String
    var aud: String
    var sub: String
    var scope: String
    var iat: Int64
    var exp: Int64

    func verify(using _: some JWTAlgorithm) async throws {}
  }
}
