import Dates
import HTTPTypes
import Synchronization

/// Who is let through to what needs a bearer token (RFC 6750).
public final class TokenGate: Sendable {
  private let verifiers: Mutex<[TokenVerifier]>

  /// A gate that lets through whom one of these verifiers accepts; nobody when there is none.
  public init(_ verifiers: [TokenVerifier] = []) {
    self.verifiers = Mutex(verifiers)
  }

  /// From now on these verifiers decide.
  public func replace(_ verifiers: [TokenVerifier]) {
    self.verifiers.withLock { $0 = verifiers }
  }

  /// Throws unless the headers carry a token that is accepted at an instant.
  func admit(_ headers: HTTPFields, at now: Instant) throws(Problem) {
    let verifiers = verifiers.withLock { $0 }
    guard !verifiers.isEmpty else {
      throw Problem(
        .authNotConfigured, "This needs a token, and the API has no keys to verify one by.")
    }
    let token = try TokenGate.token(in: headers)
    var fault = TokenFault.unreadable
    for verifier in verifiers {
      do throws(TokenFault) {
        _ = try verifier.claims(of: token, at: now)
        return
      } catch {
        fault = error
        if fault.isOfGenuineToken { break }
      }
    }
    throw TokenGate.problem(of: fault)
  }

  private static func token(in headers: HTTPFields) throws(Problem) -> Substring {
    let sent = headers[values: .authorization]
    guard sent.count <= 1 else {
      throw Problem(
        .invalidHeader, "The header Authorization is sent more than once.",
        headers: challenge(["error": "invalid_request"]))
    }
    let words = (sent.first ?? "").split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw Problem(
        .missingToken, "This needs a header Authorization: Bearer TOKEN.", headers: challenge([:]))
    }
    return words[1]
  }

  private static func problem(of fault: TokenFault) -> Problem {
    guard case .insufficientScope(let scope) = fault else {
      return Problem(
        .invalidToken, fault.message,
        headers: challenge(["error": "invalid_token", "error_description": fault.message]))
    }
    return Problem(
      .insufficientScope, fault.message,
      headers: challenge(["error": "insufficient_scope", "scope": scope]))
  }

  /// RFC 6750 section 3: a request without a token is told no error.
  private static func challenge(_ parameters: KeyValuePairs<String, String>) -> HTTPFields {
    let parts = [("realm", "almanac")] + parameters.map { ($0.key, $0.value) }
    return [
      .wwwAuthenticate: "Bearer " + parts.map { "\($0)=\"\($1)\"" }.joined(separator: ", ")
    ]
  }
}
