import Dates

/// What a token says (RFC 7519 section 4.1; `scope` is RFC 8693 section 4.2).
struct TokenClaims: Decodable, Sendable {
  /// One audience or several.
  struct Audience: Decodable, Sendable {
    let members: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(String.self) {
        members = [one]
      } else {
        members = try container.decode([String].self)
      }
    }
  }

  let sub: String?
  let exp: Double
  let nbf: Double?
  let iss: String?
  let aud: Audience?
  let scope: String?

  /// Throws what the claims break of a policy at an instant.
  func check(_ policy: TokenPolicy, at now: Instant) throws(TokenFault) {
    let seconds = Double(now.microseconds) / 1_000_000
    guard seconds < exp + policy.leewaySeconds else { throw .expired }
    guard seconds >= (nbf ?? seconds) - policy.leewaySeconds else { throw .notYetValid }
    if let issuer = policy.issuer, iss != issuer { throw .foreignIssuer }
    if let audience = policy.audience, aud?.members.contains(audience) != true {
      throw .foreignAudience
    }
    guard let wanted = policy.scope else { return }
    let scopes = scope?.split(separator: " ") ?? []
    guard scopes.contains(wanted[...]) else { throw .insufficientScope(wanted) }
  }
}
