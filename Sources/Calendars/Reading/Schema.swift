/// The named mappings met while a schema is written.
struct SchemaDefinitions {
  private var names: [String] = []
  private var definitions: [String: JSON] = [:]

  /// The definitions by name, sorted.
  var json: JSON {
    .object(definitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// A reference to the mapping, which is defined on its first use.
  mutating func reference<Root>(to mapping: Mapping<Root>) -> JSON {
    if !names.contains(mapping.name) {
      names.append(mapping.name)
      definitions[mapping.name] = object(of: mapping)
    }
    return .object([("$ref", .string("#/$defs/\(mapping.name)"))])
  }

  mutating func object<Root>(of mapping: Mapping<Root>) -> JSON {
    var properties: [(String, JSON)] = []
    for key in mapping.keys {
      properties.append((key.name, described(key.schema(&self), as: key.meaning)))
    }
    let required = mapping.keys.filter(\.isRequired).map { JSON.string($0.name) }
    return .object(
      [
        ("description", .string(mapping.meaning)), ("type", .string("object")),
        ("additionalProperties", .bool(false)), ("properties", .object(properties)),
      ] + (required.isEmpty ? [] : [("required", .array(required))]))
  }

  private func described(_ schema: JSON, as meaning: String) -> JSON {
    guard case .members(let members) = schema else { return schema }
    return .object([("description", .string(meaning))] + members.map { ($0.name, $0.value) })
  }
}

extension Mapping {
  /// The JSON Schema (draft 2020-12) of files of this shape, for editors.
  ///
  /// - Parameters:
  ///   - id: the `$id`, the name under which files refer to it.
  ///   - title: what the files are.
  /// - Returns: the schema as one object.
  public func jsonSchema(id: String, title: String) -> JSON {
    var definitions = SchemaDefinitions()
    guard case .members(let members) = definitions.object(of: self) else { return .null }
    return .object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("$id", .string(id)), ("title", .string(title)),
      ] + members.map { ($0.name, $0.value) } + [("$defs", definitions.json)])
  }
}

extension JSON {
  static func scalarSchema(types: [String], pattern: String?, examples: [String]) -> JSON {
    let type: JSON = types.count == 1 ? .string(types[0]) : .array(types.map(JSON.string))
    var members: [(String, JSON)] = [("type", type)]
    if let pattern { members.append(("pattern", .string(pattern))) }
    if !examples.isEmpty { members.append(("examples", .array(examples.map(JSON.string)))) }
    return .object(members)
  }
}
