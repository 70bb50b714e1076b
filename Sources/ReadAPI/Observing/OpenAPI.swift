import Discovery

/// The OpenAPI 3.1 document, made from the declaration by which requests are read.
enum OpenAPI {
  /// The document with its validator.
  static let document = {
    var body = StoredAnswer.Body(text, EntityTag(of: text))
    body.compress()
    return body
  }()

  private static let text: [UInt8] = {
    var json = JSONWriter(capacity: 16_384)
    json.object { json in
      json.name("openapi")
      json.string("3.1.0")
      json.name("info")
      json.object { json in
        json.name("title")
        json.string("Almanac read API")
        json.name("version")
        json.string("1")
      }
      json.name("paths")
      json.object { json in
        let filters = DiscoveryParameter.all.filter {
          !DiscoveryParameter.ofPages.contains($0.name)
        }
        path("/v1/discovery", "Bookable spaces of a city on a date.", "Discovery", &json) { json in
          for parameter in DiscoveryParameter.all { write(parameter, to: &json) }
          writeDemands(to: &json)
        }
        path("/v1/discovery/facets", "Counts of what passes the filters.", "Facets", &json) {
          json in
          for parameter in filters { write(parameter, to: &json) }
          writeDemands(to: &json)
        }
        path("/v1/cities", "Every city with its live dates.", "Cities", &json) { _ in }
        path("/v1/cities/{city}/days", "Open dates and lowest prices.", "Days", &json) { json in
          json.raw(cityParameter.utf8)
          for name in ["from", "to"] { writeDate(name, to: &json) }
        }
        path("/v1/spaces", "All of several spaces on a date.", "Spaces", isProtected: true, &json) {
          json in
          for parameter in SpacesParameter.all { write(parameter, to: &json) }
          writeDemands(to: &json)
        }
        path("/v1/spaces/{id}", "All of a space on a date.", "Space", isProtected: true, &json) {
          json in
          json.raw(spaceParameter.utf8)
          for parameter in SpacesParameter.ofOne { write(parameter, to: &json) }
          writeDemands(to: &json)
        }
        path(
          "/v1/explain", "Why a space is, or is not, in an answer.", "Explanation",
          isProtected: true, &json
        ) { json in
          for parameter in ExplainParameter.all { write(parameter, to: &json) }
          writeDemands(to: &json)
        }
      }
      json.name("components")
      json.raw(OpenAPISchemas.components.utf8)
    }
    return json.bytes
  }()

  private static let cityParameter = """
    {"name":"city","in":"path","required":true,"schema":{"type":"string","minLength":1}}
    """

  private static let spaceParameter = """
    {"name":"id","in":"path","required":true,\
    "schema":{"type":"string","pattern":"^\(ParameterSchema.idPattern)$"},"example":"101"}
    """

  private static func path(
    _ path: String, _ summary: String, _ schema: String, isProtected: Bool = false,
    _ json: inout JSONWriter, parameters: (inout JSONWriter) -> Void
  ) {
    json.name(escaping: path)
    json.object { json in
      json.name("get")
      json.object { json in
        json.name("summary")
        json.string(summary)
        json.name("operationId")
        json.string(schema.lowercased())
        if isProtected {
          json.name("security")
          json.raw(#"[{"bearer":[]}]"#.utf8)
        }
        json.name("parameters")
        json.array(parameters)
        json.name("responses")
        json.object { json in
          json.name("200")
          writeResponse("The answer.", "application/json", schema, to: &json)
          json.name("304")
          json.raw(#"{"description":"What the client has is still the answer."}"#.utf8)
          for (status, description) in (isProtected ? refusals : []) + problems {
            json.name(escaping: status)
            writeResponse(description, "application/problem+json", "Problem", to: &json)
          }
        }
      }
    }
  }

  private static let refusals = [
    ("401", "The bearer token is missing, expired or not accepted."),
    ("403", "The token lacks the scope, or the API has no keys to verify one by."),
  ]

  private static let problems = [
    ("400", "A parameter or header is missing, malformed or contradictory."),
    ("404", "No such city, or the date is not built."),
    ("410", "The version that the cursor continues is no longer kept."),
    ("413", "The request announces a body, and a long one."),
    ("414", "The path with its query is too long."),
    ("429", "The client asks too often; Retry-After tells when to ask again."),
    ("503", "Too stale, busy, or the database is away; see the code."),
  ]

  private static func writeResponse(
    _ description: String, _ type: String, _ schema: String, to json: inout JSONWriter
  ) {
    json.object { json in
      json.name("description")
      json.string(description)
      json.name("content")
      json.object { json in
        json.name(escaping: type)
        json.object { json in
          json.name("schema")
          json.object { json in
            json.name("$ref")
            json.string("#/components/schemas/\(schema)")
          }
        }
      }
    }
  }

  private static func write<Draft>(
    _ parameter: RequestParameter<Draft>, to json: inout JSONWriter
  ) {
    json.object { json in
      json.name("name")
      json.string(parameter.name)
      json.name("in")
      json.string("query")
      json.name("required")
      json.bool(parameter.isRequired)
      json.name("description")
      json.string("\(parameter.summary) Missing, empty or 0: \(parameter.absence).")
      json.name("schema")
      json.object { json in parameter.schema.write(to: &json) }
      if !parameter.example.isEmpty {
        json.name("example")
        parameter.schema.write(example: parameter.example, to: &json)
      }
    }
  }

  private static func writeDate(_ name: String, to json: inout JSONWriter) {
    json.raw(
      """
      {"name":"\(name)","in":"query","required":true,"schema":{"type":"string","format":"date"}}
      """.utf8)
  }

  private static func writeDemands(to json: inout JSONWriter) {
    json.raw(
      """
      {"name":"As-Of","in":"header","required":false,\
      "description":"A generation or an RFC 3339 instant to read at.",\
      "schema":{"anyOf":[{"type":"integer","minimum":0,"maximum":9223372036854775807},\
      {"type":"string","format":"date-time"}]}}
      """.utf8)
    json.raw(
      """
      {"name":"Max-Staleness","in":"header","required":false,\
      "description":"The seconds that the answer's inputs may lie back.",\
      "schema":{"type":"integer","minimum":0,"maximum":2147483647}}
      """.utf8)
  }
}

extension ParameterSchema {
  /// The members of the JSON Schema of a value in a query string.
  fileprivate func write(to json: inout JSONWriter) {
    switch self {
    case .slug:
      json.members(["type": "string", "pattern": #"^[^\x00]+$"#])
    case .cursor: json.members(["type": "string", "pattern": "^[A-Za-z0-9_-]*$"])
    case .date: json.members(["type": "string", "format": "date"])
    case .names(let maximum):
      json.members(["type": "string", "pattern": #"^([^,\x00]+(,[^,\x00]+){0,\#(maximum - 1)})?$"#])
    case .place: json.members(["type": "string", "pattern": ParameterSchema.placePattern])
    case .identifier: json.members(["type": "string", "pattern": "^\(ParameterSchema.idPattern)$"])
    case .identifiers(let maximum):
      let id = ParameterSchema.idPattern
      json.members(["type": "string", "pattern": "^\(id)(,\(id)){0,\(maximum - 1)}$"])
    case .integer(let maximum):
      json.members(["type": "integer"])
      json.range(maximum: maximum)
    case .decimal(let maximum):
      json.members(["type": "number"])
      json.range(maximum: Int64(maximum))
    case .choice(let words):
      json.members(["type": "string"])
      json.name("enum")
      json.array { json in
        for word in words { json.string(word) }
      }
    }
  }

  /// An id of 64 bits, but for the few beyond 8,999,999,999,999,999,999.
  static let idPattern = "-?([0-9]{1,18}|[1-8][0-9]{18})"

  /// Within -90...90 and -180...180 degrees, with at most 30 decimals.
  private static let placePattern: String = {
    let fraction = #"(\.[0-9]{1,30})?"#
    let latitude = "-?(90(\\.0{1,30})?|[0-8]?[0-9]\(fraction))"
    let longitude = "-?(180(\\.0{1,30})?|(1[0-7][0-9]|[0-9]{1,2})\(fraction))"
    return "^(\(latitude),\(longitude))?$"
  }()

  fileprivate func write(example: String, to json: inout JSONWriter) {
    switch self {
    case .integer, .decimal: json.raw(example.utf8)
    default: json.string(example)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(_ members: KeyValuePairs<String, String>) {
    for (name, value) in members {
      self.name(escaping: name)
      string(value)
    }
  }

  fileprivate mutating func range(maximum: Int64) {
    name("minimum")
    integer(0)
    name("maximum")
    integer(maximum)
  }
}
