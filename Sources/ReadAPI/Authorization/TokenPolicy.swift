/// What a token has to say, apart from being signed and not having expired.
public struct TokenPolicy: Sendable, Hashable {
  /// The `iss` of every token; nil asks for none.
  public var issuer: String?
  /// What `aud` has to contain; nil asks for nothing.
  public var audience: String?
  /// What `scope` has to contain; nil asks for nothing.
  public var scope: String?
  /// By how many seconds the issuer's clock may differ.
  public var leewaySeconds: Double

  /// The scope that the read API asks for unless it is told otherwise.
  public static let standardScope = "spaces:read"

  /// A policy; see the properties.
  public init(
    issuer: String?, audience: String?, scope: String? = standardScope, leewaySeconds: Double = 30
  ) {
    self.issuer = issuer
    self.audience = audience
    self.scope = scope
    self.leewaySeconds = leewaySeconds
  }
}
