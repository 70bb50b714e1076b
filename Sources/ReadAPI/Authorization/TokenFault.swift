/// Why a token is not accepted.
enum TokenFault: Error, Hashable {
  /// Not three parts of base64url, or no JSON inside.
  case unreadable
  /// Signed in another way than the operator has fixed, or with an extension that has to be known.
  case foreignAlgorithm
  /// Names a key that is not known.
  case unknownKey
  /// Altered, or signed by somebody else.
  case badSignature
  case expired
  case notYetValid
  case foreignIssuer
  case foreignAudience
  /// Genuine, but not for this.
  case insufficientScope(String)

  /// What the client is told; nothing of a token that is not genuine.
  var message: String {
    switch self {
    case .unreadable, .foreignAlgorithm, .unknownKey, .badSignature: "The token is not accepted."
    case .expired: "The token has expired."
    case .notYetValid: "The token is not valid yet."
    case .foreignIssuer: "The token is of another issuer."
    case .foreignAudience: "The token is for another audience."
    case .insufficientScope(let scope): "The token lacks the scope \(scope)."
    }
  }

  /// Whether the signature was right, so that no other key will do better.
  var isOfGenuineToken: Bool {
    switch self {
    case .unreadable, .foreignAlgorithm, .unknownKey, .badSignature: false
    case .expired, .notYetValid, .foreignIssuer, .foreignAudience, .insufficientScope: true
    }
  }
}
