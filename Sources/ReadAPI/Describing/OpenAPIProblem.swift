import Discovery

/// How the document writes what is not answered as asked.
enum OpenAPIProblem {
  /// What each status stands for.
  static let descriptions = [
    400: "A parameter or header is missing, malformed or contradictory; or it is no request.",
    401: "The bearer token is missing, expired or not accepted.",
    403: "The token lacks the scope, or the API has no keys to verify one by.",
    404: "No such city or space, or the date is not built or not kept.",
    410: "The version that the cursor continues is no longer kept.",
    413: "The request announces a body, and a long one.",
    414: "The path with its query is too long.",
    429: "The client asks too often; Retry-After tells when to ask again.",
    431: "The request line and the headers are too long, or too many.",
    503: "Too stale, busy, or the database is away; see the code.",
  ]

  /// Writes the response of a status.
  static func write(_ status: Int, to json: inout JSONWriter) {
    json.name(escaping: "\(status)")
    json.object { json in
      json.name("description")
      json.string(descriptions[status] ?? "")
      OpenAPIHeader.write(OpenAPIHeader.ofProblem(status), to: &json)
      json.name("content")
      json.object { json in
        OpenAPIExamples.write(
          "application/problem+json", schema: "Problem", example: "\(status)", to: &json)
      }
    }
  }
}
