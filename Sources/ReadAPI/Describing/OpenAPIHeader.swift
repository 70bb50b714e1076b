import Discovery

/// A header of answers.
enum OpenAPIHeader: String, CaseIterable {
  case age = "Age"
  case cacheControl = "Cache-Control"
  case challenge = "WWW-Authenticate"
  case entityTag = "ETag"
  case requestID = "X-Request-ID"
  case retryAfter = "Retry-After"
  case serverTiming = "Server-Timing"
  case vary = "Vary"

  /// Of an answer that may be kept, and of the 304 in its place.
  static let ofContent: [OpenAPIHeader] = [
    .age, .cacheControl, .entityTag, .requestID, .serverTiming, .vary,
  ]

  /// Of a problem.
  static func ofProblem(_ status: Int) -> [OpenAPIHeader] {
    switch status {
    case 401, 403: [.challenge, .requestID, .serverTiming]
    case 429: [.requestID, .retryAfter]
    case 503: [.age, .requestID, .retryAfter, .serverTiming]
    default: [.requestID, .serverTiming]
    }
  }

  /// Whether each answer that may have it has it.
  private var isRequired: Bool {
    switch self {
    case .cacheControl, .entityTag, .requestID, .vary: true
    case .age, .challenge, .retryAfter, .serverTiming: false
    }
  }

  private var summary: String {
    switch self {
    case .age: "Seconds since the answer was last known to agree with its inputs."
    case .cacheControl: "How long a cache may serve the answer, its age included."
    case .challenge: "What a token lacks (RFC 6750)."
    case .entityTag: "A strong validator of the content and its coding."
    case .requestID: "The client's own id, that of its trace, or a new one; the log names it too."
    case .retryAfter: "Seconds to wait before another try."
    case .serverTiming: "The milliseconds of each stage: auth, parse, cache, pool, db, encode."
    case .vary: "The headers of requests that another answer may follow from."
    }
  }

  private var schema: String {
    switch self {
    case .age: #"{"type":"integer","minimum":0}"#
    case .entityTag: #"{"type":"string","pattern":"^\"[0-9a-f]{24}(-gzip)?\"$"}"#
    case .requestID: #"{"type":"string","pattern":"^[A-Za-z0-9._-]{1,64}$"}"#
    case .retryAfter: #"{"type":"integer","minimum":1}"#
    case .cacheControl, .challenge, .serverTiming, .vary: #"{"type":"string"}"#
    }
  }

  /// Writes its member of the components.
  func write(to json: inout JSONWriter) {
    json.name(escaping: rawValue)
    json.object { json in
      json.name("description")
      json.string(summary)
      json.name("required")
      json.bool(isRequired)
      json.name("schema")
      json.raw(schema.utf8)
    }
  }

  /// Writes the headers of an answer.
  static func write(_ headers: [OpenAPIHeader], to json: inout JSONWriter) {
    json.name("headers")
    json.object { json in
      for header in headers {
        json.name(escaping: header.rawValue)
        json.object { json in
          json.name("$ref")
          json.string("#/components/headers/\(header.rawValue)")
        }
      }
    }
  }
}
