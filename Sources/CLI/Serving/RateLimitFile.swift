import Calendars
import ReadAPI

/// `rate_limit` of `Jobs/serve.yml`: how often one client may ask.
struct RateLimitFile: Sendable {
  var requestsPerSecond: Placed<Int>?
  var burst: Placed<Int>?
  var clientHeader: Placed<String>?

  static let mapping = Mapping<RateLimitFile>(
    "rate_limit", "How often one client may ask.", empty: RateLimitFile(),
    keys: [
      .required(
        "requests_per_second", \.requestsPerSecond, .integer(1...100_000),
        "Requests a second in the long run."),
      .optional(
        "burst", \.burst, .integer(1...1_000_000),
        "Requests at once after a pause; twice as many as a second's without it."),
      .optional(
        "client_header", \.clientHeader, .headerName,
        "The header in which the proxy in front names the client, such as X-Forwarded-For; of a "
          + "list the last entry counts. Without it, each peer address is a client."),
    ])

  /// The limit; nil when the file does not say how many.
  var limit: APISettings.RateLimit? {
    requestsPerSecond.map { rate in
      APISettings.RateLimit(perSecond: rate.value, burst: burst?.value ?? rate.value * 2)
    }
  }
}

extension Shape where Value == String {
  /// The name of a header field.
  static var headerName: Shape {
    .scalar("the name of a header", pattern: "^[A-Za-z0-9-]{1,64}$") { text throws(Malformed) in
      let isName = text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
          || (0x61...0x7a).contains(byte) || byte == 0x2d
      }
      guard isName, (1...64).contains(text.utf8.count) else {
        throw Malformed("is not the name of a header", hint: "such as X-Forwarded-For")
      }
      return text
    }
  }

  /// An origin as browsers send it, or `*`.
  static var origin: Shape {
    .scalar("an origin, such as https://example.com, or *") { text throws(Malformed) in
      let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
      let isOrigin =
        parts.count == 2 && ["http", "https"].contains(parts[0]) && !parts[1].isEmpty
        && !parts[1].contains("/") && text == text.lowercased()
      guard isOrigin || text == "*" else {
        throw Malformed(
          "is not an origin", hint: "scheme and host in lower case without a path: https://a.com")
      }
      return text
    }
  }
}
