import Discovery

/// Answers of a small market: what the API has said to real requests.
///
/// `examples.txt` has one a line, the name and the JSON text. The test that compares them with the
/// answers of today writes the file, too.
enum OpenAPIExamples {
  /// By the name of a schema, or by the status of a problem.
  static let all: [String: [UInt8]] = {
    var examples: [String: [UInt8]] = [:]
    for line in PackageResources.examples_txt.split(separator: UInt8(ascii: "\n")) {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      examples[String(decoding: line[..<space], as: UTF8.self)] = Array(line[(space + 1)...])
    }
    return examples
  }()

  /// Writes the member of a media type, with the schema and an example of it.
  static func write(
    _ type: String, schema: String, example: String, to json: inout JSONWriter
  ) {
    json.name(escaping: type)
    json.object { json in
      json.name("schema")
      json.object { json in
        json.name("$ref")
        json.string("#/components/schemas/\(schema)")
      }
      if let example = all[example] {
        json.name("example")
        json.raw(example)
      }
    }
  }
}
