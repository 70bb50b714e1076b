import Discovery

/// One path of the document.
struct OpenAPIOperation: Sendable {
  /// What an answer of 200 holds.
  enum Content: Sendable {
    /// JSON of a schema of this name, with the example of that name.
    case answer(String)
    /// Plain text, such as this one.
    case text(type: String, String)
    /// The document itself.
    case document
  }

  let path: String
  let summary: String
  let content: Content
  /// The statuses of the problems of this endpoint, beside those that any may have.
  var problems: [Int] = []
  var parameters: @Sendable (inout JSONWriter) -> Void = { _ in }

  /// The route, whose path stands for all of the template's.
  var route: Route? {
    Route(path: path.replacing("{", with: "").replacing("}", with: ""))
  }

  private var id: String {
    if case .answer(let schema) = content { schema.lowercased() } else { route?.name ?? path }
  }

  private var isProtected: Bool { route?.isProtected == true }
  private var isOperational: Bool { route?.isOperational == true }

  /// Every status but 200 and 304.
  var refusals: [Int] {
    Set(
      problems + [400, 413, 414, 431] + (isProtected ? [401, 403] : [])
        + (isOperational ? [] : [429])
    ).sorted()
  }

  /// Writes its member of the paths.
  func write(to json: inout JSONWriter) {
    json.name(escaping: path)
    json.object { json in
      json.name("get")
      json.object { json in
        json.name("summary")
        json.string(summary)
        json.name("operationId")
        json.string(id)
        if isProtected {
          json.name("security")
          json.raw(#"[{"bearer":[]}]"#.utf8)
        }
        json.name("parameters")
        json.array(parameters)
        json.name("responses")
        json.object { json in writeResponses(to: &json) }
      }
    }
  }

  private func writeResponses(to json: inout JSONWriter) {
    let headers = isOperational ? [.cacheControl, .requestID] : OpenAPIHeader.ofContent
    json.name("200")
    json.object { json in
      json.name("description")
      json.string("The answer.")
      OpenAPIHeader.write(headers, to: &json)
      json.name("content")
      json.object { json in writeContent(to: &json) }
    }
    if !isOperational {
      json.name("304")
      json.object { json in
        json.name("description")
        json.string("What the client has is still the answer.")
        OpenAPIHeader.write(headers, to: &json)
      }
    }
    for status in refusals { OpenAPIProblem.write(status, to: &json) }
  }

  private func writeContent(to json: inout JSONWriter) {
    switch content {
    case .answer(let schema):
      OpenAPIExamples.write("application/json", schema: schema, example: schema, to: &json)
    case .text(let type, let text):
      json.name(escaping: type)
      json.object { json in
        json.name("schema")
        json.raw(#"{"type":"string"}"#.utf8)
        json.name("example")
        json.string(text)
      }
    case .document:
      json.name("application/json")
      json.raw(
        #"{"schema":{"type":"object","required":["openapi","info","paths","components"]}}"#.utf8)
    }
  }
}
