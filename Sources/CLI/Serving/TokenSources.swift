import Calendars
import Foundation
import ReadAPI

/// Where the keys come from by which the API verifies tokens.
struct TokenSources: Sendable {
  let auth: AuthDeclaration?
  /// The folder from which `keys` is seen.
  let folder: URL
  let host: String

  /// The verifiers as the files are now.
  ///
  /// Without `auth`, tokens of `almanac token` are accepted where only this machine can ask.
  func verifiers() async throws -> [TokenVerifier] {
    guard let auth else { return isLoopback ? [try await TokenSources.development()] : [] }
    var verifiers: [TokenVerifier] = []
    if let algorithm = auth.algorithm?.value {
      verifiers.append(TokenVerifier(try await keys(algorithm, auth), auth.policy))
    }
    if auth.development?.value == true { verifiers.append(try await TokenSources.development()) }
    return verifiers
  }

  /// Whose tokens are accepted, for the log.
  var summary: String {
    let development = "those of 'almanac token' on this machine"
    guard let auth else { return isLoopback ? development : "none, because auth is not set" }
    let configured = auth.algorithm.map { "\($0.value.rawValue) of \(auth.issuer?.value ?? "")" }
    let parts = [configured, auth.development?.value == true ? development : nil]
    let accepted = parts.compactMap(\.self).joined(separator: ", ")
    return accepted.isEmpty ? "none, because auth names no keys" : accepted
  }

  /// The key of `almanac token` on this machine, made on first use.
  static func developmentKey() throws -> DevelopmentKey {
    let path = "\(GlobalOptions.clusterFolder)/token-key"
    guard let key = DevelopmentKey(try SecretFile.bytes(at: path, purpose: "token key")) else {
      throw ReportedFailure(.configuration, "the token key \(path) does not have 32 bytes")
    }
    return key
  }

  private static func development() async throws -> TokenVerifier {
    try await developmentKey().verifier()
  }

  private func keys(_ algorithm: TokenAlgorithm, _ auth: AuthDeclaration) async throws -> TokenKeys
  {
    if algorithm == .hs256 {
      do {
        return try await TokenKeys(secret: Array((auth.secret?.value.revealed ?? "").utf8))
      } catch let error as TokenKeysError {
        throw ReportedFailure(.configuration, "auth: \(error)")
      }
    }
    let path = URL(filePath: auth.keys?.value ?? "", relativeTo: folder).path
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ReportedFailure(.configuration, "the keys \(path) cannot be read")
    }
    do {
      return try await TokenKeys(jwks: [UInt8](bytes), algorithm: algorithm)
    } catch let error as TokenKeysError {
      throw ReportedFailure(.configuration, "\(path): \(error)")
    }
  }

  private var isLoopback: Bool {
    ["localhost", "::1"].contains(host) || host.hasPrefix("127.")
  }
}
