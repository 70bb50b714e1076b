import Dates
import Discovery
import Testing

@testable import ReadAPI

@Suite struct TokenKeysTests {
  private func error(_ set: String, _ algorithm: TokenAlgorithm = .edDSA) async -> TokenKeysError? {
    do {
      _ = try await TokenKeys(jwks: Array(set.utf8), algorithm: algorithm)
      return nil
    } catch {
      return error as? TokenKeysError
    }
  }

  @Test func `keys that are not understood are passed over`() async throws {
    let key = try TestSigner().jwk(#","use":"sig","alg":"EdDSA","ext":true"#)
    let odd = [
      #"{"kty":"oct","k":"AAAA","kid":"a"}"#, #"{"kty":"EC","crv":"secp256k1","kid":"b"}"#,
      #"{"kid":7}"#, "null", #""text""#, try TestSigner(id: "enc").jwk(#","use":"enc""#),
      try TestSigner(id: "other").jwk(#","alg":"ES256""#), PublishedTokens.rsaKey,
    ]
    let set = #"{"keys":[\#((odd + [key]).joined(separator: ","))],"next":1}"#
    #expect(await error(set) == nil)
    #expect(await error(set, .rs256) == nil)
    #expect(await error(set, .es256) == .noKey(.es256))
  }

  @Test func `what cannot be trusted is refused by name`() async throws {
    let signer = try TestSigner()
    let cases: [(String, TokenKeysError)] = [
      ("", .notAKeySet), ("{}", .notAKeySet), (#"{"keys":{}}"#, .notAKeySet),
      (#"{"keys":[]}"#, .noKey(.edDSA)),
      (#"{"keys":[\#(signer.jwk()),\#(try TestSigner(seed: 9).jwk())]}"#, .repeated("one")),
      (#"{"keys":[\#(signer.jwk(#","d":"AAAA""#))]}"#, .privateKey("one")),
      (#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"short","x":"AAAA"}]}"#, .unusable("short")),
      (#"{"keys":[{"kty":"OKP","crv":"Ed25519"}]}"#, .unusable(nil)),
    ]
    for (set, wanted) in cases { #expect(await error(set) == wanted, "\(set)") }
    let small = #"{"keys":[{"kty":"RSA","e":"AQAB","n":"\#(String(repeating: "q", count: 171))"}]}"#
    #expect(await error(small, .rs256) == .unusable(nil))
    let offCurve = #"{"keys":[{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}]}"#
    #expect(await error(offCurve, .es256) == .unusable(nil))
    await #expect(throws: TokenKeysError.shortSecret) {
      try await TokenKeys(secret: [UInt8](repeating: 1, count: 31))
    }
  }

  @Test func `no error shows a key`() async throws {
    let signer = try TestSigner()
    let error = await error(#"{"keys":[\#(signer.jwk(#","d":"c2VjcmV0""#))]}"#)
    #expect(
      error.map { "\($0)" } == "the key 'one' is private; only its public part belongs here")
  }

  @Test func `a token without a key id is for the only key`() async throws {
    let (one, two) = (try TestSigner(), try TestSigner(id: "two", seed: 8))
    let policy = TokenPolicy(issuer: nil, audience: nil, scope: nil)
    let both = TokenVerifier(
      try await TokenKeys(
        jwks: Array(#"{"keys":[\#(one.jwk()),\#(two.jwk())]}"#.utf8), algorithm: .edDSA), policy)
    let nameless = try one.token(header: #"{"alg":"EdDSA"}"#, claims: #"{"exp":1790000060}"#)
    #expect(both.fault(nameless) == .unknownKey)
    #expect(both.fault(try one.token()) == nil)
    #expect(both.fault(try two.token()) == nil)
    let forged = try two.token(
      header: #"{"alg":"EdDSA","kid":"one"}"#, claims: #"{"exp":1790000060}"#)
    #expect(both.fault(forged) == .badSignature)
  }

  @Test func `a development key signs what its verifier accepts for its time`() async throws {
    let key = try #require(DevelopmentKey([UInt8](0..<32)))
    #expect(DevelopmentKey([1, 2, 3]) == nil)
    let verifier = try await key.verifier()
    let token = try await key.token(
      subject: "me", scope: "spaces:read", from: TestSigner.now, seconds: 60)
    #expect(verifier.fault(token) == nil)
    #expect(verifier.fault(token, at: TestSigner.now.adding(seconds: 91)) == .expired)
    #expect(try verifier.claims(of: token, at: TestSigner.now).sub == "me")
    let other = try #require(DevelopmentKey([UInt8](1..<33)))
    #expect(try await other.verifier().fault(token) == .unknownKey)
    let narrow = try await key.token(
      subject: "me", scope: "other", from: TestSigner.now, seconds: 60)
    #expect(verifier.fault(narrow) == .insufficientScope("spaces:read"))
  }
}
