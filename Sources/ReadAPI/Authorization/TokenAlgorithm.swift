/// How tokens are signed: fixed by the operator, never taken from a token (RFC 8725 section 3.1).
public enum TokenAlgorithm: String, CaseIterable, Sendable {
  /// Ed25519 (RFC 8037).
  case edDSA = "EdDSA"
  /// ECDSA over P-256 with SHA-256 (RFC 7518 section 3.4).
  case es256 = "ES256"
  /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).
  case rs256 = "RS256"
  /// HMAC with SHA-256 over a shared secret (RFC 7518 section 3.2).
  case hs256 = "HS256"
}
