public import HTTPTypes

/// The codes of problem documents: stable, for clients to match on.
public enum ProblemCode: String, CaseIterable, Sendable {
  case missingParameter = "missing-parameter"
  case unknownParameter = "unknown-parameter"
  case repeatedParameter = "repeated-parameter"
  case invalidParameter = "invalid-parameter"
  case contradictoryParameters = "contradictory-parameters"
  case invalidCursor = "invalid-cursor"
  case invalidHeader = "invalid-header"
  case malformedRequest = "malformed-request"
  case unsupportedStay = "unsupported-stay"
  case unsupportedFreeText = "unsupported-free-text"
  case unsupportedMapBox = "unsupported-map-box"
  case unknownCity = "unknown-city"
  case dateNotBuilt = "date-not-built"
  case notRetained = "not-retained"
  case notFound = "not-found"
  case unknownSpace = "unknown-space"
  case spaceElsewhere = "space-elsewhere"
  case missingToken = "missing-token"
  case invalidToken = "invalid-token"
  case insufficientScope = "insufficient-scope"
  case authNotConfigured = "auth-not-configured"
  case methodNotAllowed = "method-not-allowed"
  case cursorExpired = "cursor-expired"
  case contentTooLarge = "content-too-large"
  case uriTooLong = "uri-too-long"
  case headersTooLarge = "headers-too-large"
  case tooManyRequests = "too-many-requests"
  case tooStale = "too-stale"
  case busy = "busy"
  case databaseUnavailable = "database-unavailable"
  case databaseTimeout = "database-timeout"
  case schemaMismatch = "schema-mismatch"
  case internalError = "internal-error"

  /// The status of every answer with this code.
  public var status: HTTPResponse.Status {
    switch self {
    case .missingParameter, .unknownParameter, .repeatedParameter, .invalidParameter,
      .contradictoryParameters, .invalidCursor, .invalidHeader, .malformedRequest,
      .unsupportedStay, .unsupportedFreeText, .unsupportedMapBox:
      .badRequest
    case .unknownCity, .dateNotBuilt, .notRetained, .notFound, .unknownSpace, .spaceElsewhere:
      .notFound
    case .missingToken, .invalidToken: .unauthorized
    case .insufficientScope, .authNotConfigured: .forbidden
    case .methodNotAllowed: .methodNotAllowed
    case .cursorExpired: .gone
    case .contentTooLarge: .contentTooLarge
    case .uriTooLong: .uriTooLong
    case .headersTooLarge: .requestHeaderFieldsTooLarge
    case .tooManyRequests: .tooManyRequests
    case .tooStale, .busy, .databaseUnavailable, .databaseTimeout, .schemaMismatch:
      .serviceUnavailable
    case .internalError: .internalServerError
    }
  }
}
