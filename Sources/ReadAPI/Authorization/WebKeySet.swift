import Crypto
import Foundation
import JWTKit

/// A JWK Set (RFC 7517 section 5); members that are not understood are nil.
struct WebKeySet: Decodable {
  struct Member: Decodable {
    let key: WebKey?

    init(from decoder: any Decoder) throws {
      key = try? WebKey(from: decoder)
    }
  }

  let keys: [Member]
}

/// A JWK, as far as verifying needs it (RFC 7517 section 4, RFC 7518 section 6, RFC 8037).
struct WebKey: Decodable {
  let kty: String
  let kid: String?
  let alg: String?
  let use: String?
  let crv: String?
  let x: String?
  let y: String?
  let n: String?
  let e: String?
  let d: String?

  /// The fewest bytes of an RSA modulus (RFC 7518 section 3.3).
  private static let shortestModulus = 256

  /// Whether the key is meant for signatures of this kind.
  func isFor(_ algorithm: TokenAlgorithm) -> Bool {
    guard alg ?? algorithm.rawValue == algorithm.rawValue, use ?? "sig" == "sig" else {
      return false
    }
    return switch algorithm {
    case .edDSA: kty == "OKP" && crv == "Ed25519"
    case .es256: kty == "EC" && crv == "P-256"
    case .rs256: kty == "RSA"
    case .hs256: false
    }
  }

  /// The key as one that verifies by this algorithm and no other; throws when it is none.
  func verifier(_ algorithm: TokenAlgorithm) async throws -> any JWTAlgorithm {
    let collection = JWTKeyCollection()
    switch algorithm {
    case .edDSA:
      await collection.add(eddsa: try EdDSA.PublicKey(x: x ?? "", curve: .ed25519))
    case .es256:
      let key = try ECDSA.PublicKey<P256>(parameters: (x: x ?? "", y: y ?? ""))
      await collection.add(ecdsa: key)
    case .rs256:
      guard let modulus = n, modulus.utf8.count * 3 / 4 >= WebKey.shortestModulus else {
        throw TokenKeysError.unusable(kid)
      }
      let key = try Insecure.RSA.PublicKey(modulus: modulus, exponent: e ?? "")
      await collection.add(rsa: key, digestAlgorithm: .sha256)
    case .hs256: throw TokenKeysError.unusable(kid)
    }
    return try await collection.getKey()
  }
}
