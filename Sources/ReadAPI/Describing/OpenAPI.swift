import Discovery

/// The OpenAPI 3.1 document, made from the declarations by which requests are read and from answers
/// of a market.
enum OpenAPI {
  /// The document with its validator.
  static let document = {
    var body = StoredAnswer.Body(text, EntityTag(of: text))
    body.compress()
    return body
  }()

  private static let text: [UInt8] = {
    var json = JSONWriter(capacity: 65_536)
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
        for operation in OpenAPIOperation.all { operation.write(to: &json) }
      }
      json.name("components")
      json.object { json in
        json.name("securitySchemes")
        json.raw(#"{"bearer":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}}"#.utf8)
        json.name("headers")
        json.object { json in
          for header in OpenAPIHeader.allCases { header.write(to: &json) }
        }
        json.name("schemas")
        json.raw(OpenAPISchemas.all.utf8)
      }
    }
    return json.bytes
  }()
}
