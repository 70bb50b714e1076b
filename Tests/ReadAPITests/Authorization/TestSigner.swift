import Crypto
import Dates
import Discovery
import Foundation

@testable import ReadAPI

/// Signs any header and claims with Ed25519, without the library that verifies them.
struct TestSigner {
  let key: Curve25519.Signing.PrivateKey
  let id: String

  /// The instant at which tests verify.
  static let now = Instant(microseconds: 1_790_000_000_000_000)

  init(id: String = "one", seed: UInt8 = 7) throws {
    key = try Curve25519.Signing.PrivateKey(
      rawRepresentation: Data(repeating: seed, count: 32))
    self.id = id
  }

  /// The public key as a JWK; `extra` has further members.
  func jwk(_ extra: String = "") -> String {
    let x = Base64URL.encode(key.publicKey.rawRepresentation)
    return #"{"kty":"OKP","crv":"Ed25519","kid":"\#(id)","x":"\#(x)"\#(extra)}"#
  }

  /// The token of a header and claims as they stand.
  func token(header: String, claims: String) throws -> String {
    let signed = "\(Base64URL.encode(Array(header.utf8))).\(Base64URL.encode(Array(claims.utf8)))"
    return "\(signed).\(Base64URL.encode(try key.signature(for: Data(signed.utf8))))"
  }

  /// A token with these claims beside the standard ones, which expires in a minute.
  func token(_ claims: String = #""scope":"spaces:read""#, expiresIn: Int = 60) throws -> String {
    try token(
      header: #"{"alg":"EdDSA","typ":"JWT","kid":"\#(id)"}"#,
      claims: #"{"iss":"issuer","aud":["other","almanac"],"exp":\#(1_790_000_000 + expiresIn),"#
        + #"\#(claims)}"#)
  }

  /// The verifier of this signer's tokens.
  func verifier() async throws -> TokenVerifier {
    TokenVerifier(
      try await TokenKeys(jwks: Array(#"{"keys":[\#(jwk())]}"#.utf8), algorithm: .edDSA),
      TokenPolicy(issuer: "issuer", audience: "almanac"))
  }
}

extension TokenVerifier {
  /// Why a token is not accepted; nil when it is.
  func fault(_ token: String, at now: Instant = TestSigner.now) -> TokenFault? {
    do throws(TokenFault) {
      _ = try claims(of: token, at: now)
      return nil
    } catch {
      return error
    }
  }
}
