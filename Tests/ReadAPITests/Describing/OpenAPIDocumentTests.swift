import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

/// The OpenAPI document says what the API does.
@Suite struct OpenAPIDocumentTests {
  private static func document() throws -> [String: Any] {
    let text = Data(OpenAPI.document.bytes)
    return try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
  }

  @Test func `each route has its path, and each path its route`() throws {
    let routes = OpenAPIOperation.all.map { $0.route?.name }
    #expect(
      routes == [
        "discovery", "facets", "cities", "days", "spaces", "space", "explain", "health",
        "readiness", "metrics", "openapi",
      ])
    let paths = try #require(try Self.document()["paths"] as? [String: Any])
    #expect(Set(paths.keys) == Set(OpenAPIOperation.all.map(\.path)))
  }

  @Test func `each example is of its schema, and each answer but the document has one`() throws {
    let document = try Self.document()
    for operation in OpenAPIOperation.all {
      let responses = try Self.responses(operation, document)
      #expect(
        Set(responses.keys)
          == Set((operation.refusals + [200]).map(String.init)).union(
            operation.route?.isOperational == true ? [] : ["304"]))
      for (status, response) in responses {
        for header in (response["headers"] as? [String: [String: String]] ?? [:]).values {
          #expect(JSONSchema.target(header["$ref"] ?? "", document) != nil)
        }
        for case let content as [String: Any]
          in (response["content"] as? [String: Any] ?? [:]).values
        {
          let schema = try #require(content["schema"] as? [String: Any])
          guard let example = content["example"] else {
            #expect(operation.path == "/openapi.json" && status == "200", "\(operation.path)")
            continue
          }
          let faults = JSONSchema(schema, in: document).faults(of: example)
          #expect(faults == [], "\(operation.path) \(status)")
        }
      }
    }
  }

  @Test func `real answers have the statuses, the headers and the bodies of the document`()
    async throws
  {
    let document = try Self.document()
    try await MarketAPI.with { market in
      let bearer = try await MarketAPI.bearer()
      for (path, headers) in GoldenAnswersTests.requests
        + GoldenAnswersTests.protectedPaths.map({ ($0, bearer) })
        + [("/metrics", [:]), ("/openapi.json", [:])]
      {
        let plain = headers.filter { $0.name != .acceptEncoding }
        let answer = await market.get(path, headers: HTTPFields(plain))
        let route = Route(path: path.prefix { $0 != "?" })?.name
        guard let operation = OpenAPIOperation.all.first(where: { $0.route?.name == route }) else {
          #expect(path == "/nothing")
          continue
        }
        try Self.check(answer, operation, path, document)
      }
    }
  }

  private static func check(
    _ answer: Answer, _ operation: OpenAPIOperation, _ path: String, _ document: [String: Any]
  ) throws {
    let status = "\(answer.status.code)"
    let response = try #require(try responses(operation, document)[status], "\(path) \(status)")
    let declared = try #require(response["headers"] as? [String: [String: String]])
    for (name, reference) in declared {
      let header = try #require(JSONSchema.target(reference["$ref"] ?? "", document))
      let value = HTTPField.Name(name).map { answer.headers[$0] } ?? nil
      guard let value else {
        #expect(header["required"] as? Bool == false, "\(path): \(name)")
        continue
      }
      let schema = try #require(header["schema"] as? [String: Any])
      let number = schema["type"] as? String == "integer" ? Int(value).map { $0 as Any } : nil
      #expect(JSONSchema(schema, in: document).faults(of: number ?? value) == [], "\(path)")
    }
    let content = try #require(response["content"] as? [String: [String: Any]])
    let type = answer.headers[.contentType]?.prefix { $0 != ";" }
    let media = try #require(content[String(type ?? "")], "\(path): \(type ?? "")")
    let schema = try #require(media["schema"] as? [String: Any])
    let body: Any =
      type == "text/plain"
      ? answer.text : try JSONSerialization.jsonObject(with: Data(answer.body))
    #expect(JSONSchema(schema, in: document).faults(of: body) == [], "\(path)")
  }

  private static func responses(
    _ operation: OpenAPIOperation, _ document: [String: Any]
  ) throws -> [String: [String: Any]] {
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    return try #require(paths[operation.path]?["get"]?["responses"] as? [String: [String: Any]])
  }

  @Test func `a value that breaks a schema is found with its place`() throws {
    let document = try Self.document()
    let schema = JSONSchema(["$ref": "#/components/schemas/Discovery"], in: document)
    let example = try #require(OpenAPIExamples.all["Discovery"])
    var answer = try #require(
      try JSONSerialization.jsonObject(with: Data(example)) as? [String: Any])
    answer["city"] = 5
    answer["extra"] = 1
    answer["date"] = "today"
    answer["page"] = nil
    #expect(
      schema.faults(of: answer).sorted() == [
        "$.city: 5 is no string", "$.date: 'today' is no date", "$: extra is unknown",
        "$: page is missing",
      ])
  }
}
