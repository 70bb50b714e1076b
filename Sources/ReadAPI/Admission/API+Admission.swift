import HTTPTypes

extension API {
  /// The longest path with its query, in bytes.
  static let longestURI = 8192
  /// The longest body that is ignored, in bytes; nothing here reads one.
  static let longestBody = 8192
  static let methods = "GET, HEAD, OPTIONS"

  /// Refuses what is too long, or comes too often.
  func admit(_ request: HTTPRequest, _ route: Route?, peer: () -> String?) throws(Problem) {
    guard (request.path ?? "/").utf8.count <= API.longestURI else {
      throw Problem(.uriTooLong, "A path with its query has at most \(API.longestURI) bytes.")
    }
    if let length = request.headerFields[.contentLength], Int(length) ?? .max > API.longestBody {
      throw Problem(
        .contentTooLarge, "Requests have no body here.", headers: [.connection: "close"])
    }
    // Who watches the API does not use it up.
    guard let buckets, route?.isOperational != true else { return }
    let client = ClientName.of(
      request.headerFields, header: settings.clientHeader.flatMap { HTTPField.Name($0) },
      peer: peer())
    guard let wait = buckets.take(client, at: .now) else { return }
    throw Problem(
      .tooManyRequests, "Too many requests; try again later.",
      headers: [.retryAfter: String(wait.wholeSeconds)])
  }
}

extension Duration {
  /// Whole seconds, rounded up, at least 1.
  fileprivate var wholeSeconds: Int64 {
    max(1, components.seconds + (components.attoseconds > 0 ? 1 : 0))
  }
}
