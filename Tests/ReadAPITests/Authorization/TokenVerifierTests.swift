import Dates
import Discovery
import Testing

@testable import ReadAPI

@Suite struct TokenVerifierTests {
  private static let before2011 = Instant(microseconds: 1_300_000_000_000_000)
  private static let joe = TokenPolicy(issuer: "joe", audience: nil, scope: nil)

  @Test func `the published examples are accepted by their own algorithm alone`() async throws {
    func keys(_ algorithm: TokenAlgorithm) async throws -> TokenKeys {
      let set = #"{"keys":[\#(PublishedTokens.rsaKey),\#(PublishedTokens.ecKey)]}"#
      return algorithm == .hs256
        ? try await TokenKeys(secret: PublishedTokens.secret)
        : try await TokenKeys(jwks: Array(set.utf8), algorithm: algorithm)
    }
    let tokens: [(TokenAlgorithm, String)] = [
      (.hs256, PublishedTokens.hs256), (.rs256, PublishedTokens.rs256),
      (.es256, PublishedTokens.es256),
    ]
    for (algorithm, _) in tokens {
      let verifier = TokenVerifier(try await keys(algorithm), Self.joe)
      for (other, token) in tokens {
        let fault = verifier.fault(token, at: Self.before2011)
        #expect(fault == (other == algorithm ? nil : .foreignAlgorithm), "\(algorithm) \(other)")
      }
      let late = Instant(microseconds: 1_300_819_420_000_000)
      #expect(verifier.fault(tokens.first { $0.0 == algorithm }?.1 ?? "", at: late) == .expired)
    }
  }

  @Test(
    arguments: [
      (#""scope":"spaces:read""#, nil), (#""scope":"a spaces:read b""#, nil),
      (#""scope":"spaces:reader""#, .insufficientScope("spaces:read")),
      (#""scope":"""#, .insufficientScope("spaces:read")),
      (#""sub":"x""#, .insufficientScope("spaces:read")),
      (#""scope":"spaces:read","nbf":1790000030"#, nil),
      (#""scope":"spaces:read","nbf":1790000031"#, .notYetValid),
      (#""scope":"spaces:read","nbf":1790000030.5"#, .notYetValid),
      (#""scope":["spaces:read"]"#, .unreadable),
      (#""scope":"spaces:read","nbf":"x""#, .unreadable),
    ] as [(String, TokenFault?)])
  func `claims are checked one by one`(claims: String, fault: TokenFault?) async throws {
    let signer = try TestSigner()
    #expect(try await signer.verifier().fault(signer.token(claims)) == fault)
  }

  @Test(
    arguments: [(60, nil), (-29, nil), (-30, .expired), (-3600, .expired)] as [(Int, TokenFault?)])
  func `a token is good until the leeway after its end`(
    expiresIn: Int, fault: TokenFault?
  ) async throws {
    let signer = try TestSigner()
    #expect(try await signer.verifier().fault(signer.token(expiresIn: expiresIn)) == fault)
  }

  @Test(
    arguments: [
      (#"{"iss":"issuer","aud":"almanac","scope":"spaces:read"}"#, .unreadable),
      (#"{"iss":"issuer","aud":"almanac","scope":"spaces:read","exp":null}"#, .unreadable),
      (#"{"iss":"issuer","aud":"almanac","scope":"spaces:read","exp":1e400}"#, .unreadable),
      (#"{"iss":"issuer","aud":"almanac","scope":"spaces:read","exp":1790000060}"#, nil),
      (#"{"aud":"almanac","scope":"spaces:read","exp":1790000060}"#, .foreignIssuer),
      (#"{"iss":"Issuer","aud":"almanac","scope":"spaces:read","exp":1790000060}"#, .foreignIssuer),
      (#"{"iss":"issuer","scope":"spaces:read","exp":1790000060}"#, .foreignAudience),
      (#"{"iss":"issuer","aud":["x"],"scope":"spaces:read","exp":1790000060}"#, .foreignAudience),
      ("[]", .unreadable), ("", .unreadable), ("\u{0}", .unreadable),
    ] as [(String, TokenFault?)])
  func `exp, iss and aud are required`(claims: String, fault: TokenFault?) async throws {
    let signer = try TestSigner()
    let token = try signer.token(header: #"{"alg":"EdDSA","kid":"one"}"#, claims: claims)
    #expect(try await signer.verifier().fault(token) == fault)
  }

  @Test(
    arguments: [
      (#"{"alg":"EdDSA"}"#, nil), (#"{"alg":"EdDSA","typ":"at+jwt"}"#, nil),
      (#"{"alg":"EdDSA","kid":"one","jwk":{"kty":"OKP"},"jku":"https://a/","x5u":"b"}"#, nil),
      (#"{"alg":"EdDSA","kid":"two"}"#, .unknownKey), (#"{"alg":"EdDSA","kid":""}"#, .unknownKey),
      (#"{"alg":"none"}"#, .foreignAlgorithm), (#"{"alg":"HS256","kid":"one"}"#, .foreignAlgorithm),
      (#"{"alg":"eddsa","kid":"one"}"#, .foreignAlgorithm),
      (#"{"alg":"EdDSA","crit":["b64"],"b64":false}"#, .foreignAlgorithm),
      (#"{"alg":"EdDSA","crit":[]}"#, .foreignAlgorithm),
      (#"{"alg":"EdDSA","crit":null}"#, .foreignAlgorithm),
      (#"{"alg":"EdDSA","typ":"dpop+jwt"}"#, .foreignAlgorithm),
      (#"{"kid":"one"}"#, .unreadable), (#"{"alg":["EdDSA"]}"#, .unreadable),
    ] as [(String, TokenFault?)])
  func `the header chooses neither algorithm nor key`(
    header: String, fault: TokenFault?
  ) async throws {
    let signer = try TestSigner()
    let token = try signer.token(
      header: header,
      claims: #"{"iss":"issuer","aud":"almanac","scope":"spaces:read","exp":1790000060}"#)
    #expect(try await signer.verifier().fault(token) == fault)
  }

  @Test func `another signer's token and a public key as a secret are refused`() async throws {
    let signer = try TestSigner()
    let verifier = try await signer.verifier()
    #expect(verifier.fault(try TestSigner(seed: 8).token()) == .badSignature)
    let header = #"{"alg":"HS256","kid":"one"}"#
    #expect(verifier.fault(try signer.token(header: header, claims: "{}")) == .foreignAlgorithm)
  }

  @Test func `other spellings of a genuine token are refused`() async throws {
    let signer = try TestSigner()
    let verifier = try await signer.verifier()
    let token = try signer.token()
    let parts = token.split(separator: ".")
    #expect(verifier.fault(token) == nil)
    for spelling in [
      "\(token)=", "\(token).", ".\(token)", " \(token)", "\(parts[0])=.\(parts[1]).\(parts[2])",
      "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).", "\(parts[1]).\(parts[0]).\(parts[2])",
      token.replacing("-", with: "+").replacing("_", with: "/") + "+",
      String(repeating: "A", count: 9000),
    ] {
      #expect(verifier.fault(spelling) != nil, "\(spelling)")
    }
  }
}
