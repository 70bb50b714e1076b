import HTTPTypes

/// Which pages' scripts may read the answers (the CORS protocol of the Fetch Standard).
///
/// Credentials are never allowed: the API knows no cookies, and a bearer token is a header of its
/// own.
struct CrossOrigin: Sendable, Hashable {
  private let origins: Set<String>
  private let isOpen: Bool

  /// The pages of these origins, such as `https://example.com`; those of all by `*`.
  init(origins: [String]) {
    self.origins = Set(origins)
    isOpen = origins.contains("*")
  }

  /// Adds what the browser of a page wants to hear.
  ///
  /// A cache keeps one answer for all origins, or by `Vary` one for each: where every page may read,
  /// the answer says so to those who name none, too.
  func allow(_ answer: inout Answer, to request: HTTPRequest) {
    guard !origins.isEmpty else { return }
    if !isOpen { answer.headers[.vary] = varying(answer.headers[.vary]) }
    guard let origin = isOpen ? "*" : allowed(request.headerFields[.origin]) else { return }
    answer.headers[.accessControlAllowOrigin] = origin
    answer.headers[.crossOriginResourcePolicy] = "cross-origin"
    guard request.method == .options, request.headerFields[.accessControlRequestMethod] != nil
    else {
      answer.headers[.accessControlExposeHeaders] = CrossOrigin.exposed
      return
    }
    answer.headers[.accessControlAllowMethods] = API.methods
    answer.headers[.accessControlAllowHeaders] = CrossOrigin.accepted
    answer.headers[.accessControlMaxAge] = "600"
  }

  private func allowed(_ origin: String?) -> String? {
    origin.flatMap { origins.contains($0) ? $0 : nil }
  }

  private func varying(_ others: String?) -> String {
    others.map { "\($0), Origin" } ?? "Origin"
  }

  private static let exposed =
    "Age, ETag, Retry-After, Server-Timing, WWW-Authenticate, X-Request-ID"
  private static let accepted =
    "As-Of, Authorization, If-None-Match, Max-Staleness, X-Request-ID, traceparent"
}
