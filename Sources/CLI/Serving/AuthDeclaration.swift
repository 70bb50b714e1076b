import Calendars
import ReadAPI

/// `auth` of `Jobs/serve.yml`: by what the tokens of protected endpoints are verified.
struct AuthDeclaration: Sendable {
  var algorithm: Placed<TokenAlgorithm>?
  var keys: Placed<String>?
  var secret: Placed<Secret>?
  var issuer: Placed<String>?
  var audience: Placed<String>?
  var scope: Placed<String>?
  var leeway: Placed<Int>?
  var development: Placed<Bool>?

  static let mapping = Mapping<AuthDeclaration>(
    "auth", "By what the bearer tokens of protected endpoints are verified.",
    empty: AuthDeclaration(),
    keys: [
      .optional(
        "algorithm", \.algorithm, .choice(), "How tokens are signed; any other way is refused."),
      .optional(
        "keys", \.keys, .text,
        "The JWK Set of public keys, seen from this file; SIGHUP makes the API read it again."),
      .optional("secret", \.secret, .secret, "The shared secret of HS256, at least 32 bytes."),
      .optional("issuer", \.issuer, .text, "The 'iss' of every token."),
      .optional("audience", \.audience, .text, "What the 'aud' of every token contains."),
      .optional("scope", \.scope, .text, "What the 'scope' of every token contains."),
      .optional(
        "leeway_s", \.leeway, .integer(0...300), "By how much the issuer's clock may differ."),
      .optional(
        "development", \.development, .flag,
        "Whether tokens of 'almanac token' on this machine are accepted too."),
    ],
    check: { auth, given, reading in
      let source = auth.value.algorithm?.value == .hs256 ? "secret" : "keys"
      let needed = given.contains("algorithm") ? [source, "issuer", "audience"] : []
      for name in needed where !given.contains(name) {
        reading.error(
          ReadingCode.missingKey, at: auth.location, "key '\(name)' is missing",
          hint: "'algorithm' needs \(source), issuer and audience")
      }
      let allowed: Set = given.contains("algorithm") ? [source] : []
      for name in ["keys", "secret"] where given.contains(name) && !allowed.contains(name) {
        reading.error(
          ReadingCode.unknownKey, at: auth.location, "key '\(name)' does not go with the algorithm",
          hint: "'secret' is for HS256, 'keys' for the others")
      }
    })

  /// What a token has to say.
  var policy: TokenPolicy {
    TokenPolicy(
      issuer: issuer?.value, audience: audience?.value,
      scope: scope?.value ?? TokenPolicy.standardScope,
      leewaySeconds: leeway.map { Double($0.value) } ?? 30)
  }
}
