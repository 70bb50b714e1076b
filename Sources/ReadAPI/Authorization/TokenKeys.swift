import Crypto
import Foundation
import JWTKit

/// The keys by which tokens of one algorithm are verified.
public struct TokenKeys: Sendable {
  /// How all of them sign.
  public let algorithm: TokenAlgorithm
  /// By key id; one without an id has the empty one.
  private let keys: [String: any JWTAlgorithm]

  /// The keys of a JWK Set (RFC 7517) that fit an algorithm other than HS256.
  ///
  /// Keys of other kinds or uses are passed over, as section 5 asks. Throws `TokenKeysError` when
  /// none is left, when two share an id, when one is private or too short, or when it is no key.
  public init(jwks: [UInt8], algorithm: TokenAlgorithm) async throws {
    guard let set = try? JSONDecoder().decode(WebKeySet.self, from: Data(jwks)) else {
      throw TokenKeysError.notAKeySet
    }
    var keys: [String: any JWTAlgorithm] = [:]
    for key in set.keys.compactMap(\.key) where key.isFor(algorithm) {
      guard key.d == nil else { throw TokenKeysError.privateKey(key.kid) }
      let id = key.kid ?? ""
      guard keys[id] == nil else { throw TokenKeysError.repeated(key.kid) }
      guard let made = try? await key.verifier(algorithm) else {
        throw TokenKeysError.unusable(key.kid)
      }
      keys[id] = made
    }
    guard !keys.isEmpty else { throw TokenKeysError.noKey(algorithm) }
    self.algorithm = algorithm
    self.keys = keys
  }

  /// The shared secret of HS256, of at least 32 bytes (RFC 7518 section 3.2).
  public init(secret: [UInt8]) async throws {
    guard secret.count >= 32 else { throw TokenKeysError.shortSecret }
    let collection = JWTKeyCollection()
    await collection.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
    algorithm = .hs256
    keys = ["": try await collection.getKey()]
  }

  init(ed25519 key: EdDSA.PublicKey, id: String) async throws {
    let collection = JWTKeyCollection()
    await collection.add(eddsa: key)
    algorithm = .edDSA
    keys = [id: try await collection.getKey()]
  }

  /// The key that a token names; the only one when it names none.
  func key(named id: String?) -> (any JWTAlgorithm)? {
    guard let id else { return keys.count == 1 ? keys.first?.value : nil }
    // A key without an id serves tokens that name any, as long as it is the only one.
    return keys[id] ?? (keys.count == 1 ? keys[""] : nil)
  }
}

/// Why keys cannot be used.
public enum TokenKeysError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is not a JWK Set.
  case notAKeySet
  /// No key of the file is for the algorithm.
  case noKey(TokenAlgorithm)
  /// Two keys have the same id.
  case repeated(String?)
  /// A key is private: verifying needs public ones alone.
  case privateKey(String?)
  /// A key's numbers make no key, or too short a one.
  case unusable(String?)
  /// The secret has fewer than 32 bytes.
  case shortSecret

  /// One sentence without the key.
  public var description: String {
    switch self {
    case .notAKeySet: "not a JWK Set: {\"keys\": [...]} is expected"
    case .noKey(let algorithm): "no key for \(algorithm.rawValue)"
    case .repeated(let id): "two keys with the id '\(id ?? "")'"
    case .privateKey(let id): "the key '\(id ?? "")' is private; only its public part belongs here"
    case .unusable(let id): "the key '\(id ?? "")' cannot be used"
    case .shortSecret: "a secret for HS256 has at least 32 bytes"
    }
  }
}
