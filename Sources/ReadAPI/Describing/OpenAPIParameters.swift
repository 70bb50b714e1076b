import Discovery

/// How the document writes what a request may hold.
enum OpenAPIParameters {
  static func write<Draft>(_ parameter: RequestParameter<Draft>, to json: inout JSONWriter) {
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

  /// The parameters of an endpoint, and the headers that go with them.
  static func write<Draft>(
    _ parameters: some Sequence<RequestParameter<Draft>>, to json: inout JSONWriter
  ) {
    for parameter in parameters { write(parameter, to: &json) }
    json.raw(asOf.utf8)
    json.raw(maxStaleness.utf8)
  }

  static func writeDays(to json: inout JSONWriter) {
    json.raw(city.utf8)
    for (name, example) in [("from", "2026-12-24"), ("to", "2026-12-25")] {
      json.raw(
        """
        {"name":"\(name)","in":"query","required":true,\
        "schema":{"type":"string","format":"date"},"example":"\(example)"}
        """.utf8)
    }
    json.raw(maxStaleness.utf8)
  }

  static let city = """
    {"name":"city","in":"path","required":true,"schema":{"type":"string","minLength":1},\
    "example":"lisbon"}
    """

  static let space = """
    {"name":"id","in":"path","required":true,\
    "schema":{"type":"string","pattern":"^\(ParameterSchema.idPattern)$"},"example":"101"}
    """

  private static let asOf = """
    {"name":"As-Of","in":"header","required":false,\
    "description":"A generation or an RFC 3339 instant to read at.",\
    "schema":{"anyOf":[{"type":"integer","minimum":0,"maximum":9223372036854775807},\
    {"type":"string","format":"date-time"}]}}
    """

  private static let maxStaleness = """
    {"name":"Max-Staleness","in":"header","required":false,\
    "description":"The seconds that the answer's inputs may lie back.",\
    "schema":{"type":"integer","minimum":0,"maximum":2147483647}}
    """
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
