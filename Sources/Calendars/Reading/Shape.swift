import Yams

/// What a YAML value has to look like: it reads the value, reports what is wrong with it, and
/// describes itself as JSON Schema. Reading and schema come from this one declaration.
public struct Shape<Value: Sendable>: Sendable {
  /// What messages call such a value: "a date like 2026-12-20".
  public let noun: String
  let schema: @Sendable (inout SchemaDefinitions) -> JSON
  let read: @Sendable (Node, Reading) -> Value?

  init(
    noun: String, schema: @escaping @Sendable (inout SchemaDefinitions) -> JSON,
    read: @escaping @Sendable (Node, Reading) -> Value?
  ) {
    self.noun = noun
    self.schema = schema
    self.read = read
  }

  /// The value and where it begins.
  func placed(_ node: Node, _ reading: Reading) -> Placed<Value>? {
    read(node, reading).map { Placed($0, at: reading.location(of: node)) }
  }

  /// The shape of what `transform` makes of the value; `transform` reports what it refuses and
  /// then gives nil.
  public func map<Other>(
    _ transform: @escaping @Sendable (Placed<Value>, Reading) -> Other?
  ) -> Shape<Other> {
    Shape<Other>(noun: noun, schema: schema) { node, reading in
      placed(node, reading).flatMap { transform($0, reading) }
    }
  }
}

/// Why a scalar is not what its key takes.
public struct Malformed: Error, Sendable {
  /// The code of the error.
  public var code: ReadingCode
  /// What is wrong, to stand after the quoted value: "is not a date".
  public var reason: String
  /// What to write instead.
  public var hint: String?

  /// The refusal of a scalar, such as `'2026-02-30'` followed by "is not a date".
  public init(_ reason: String, hint: String? = nil, code: ReadingCode = .badValue) {
    self.code = code
    self.reason = reason
    self.hint = hint
  }
}

extension Shape {
  /// A scalar with a syntax of its own.
  ///
  /// - Parameters:
  ///   - noun: what messages call it, best with an example.
  ///   - pattern: the regular expression (ECMA 262, anchored) that an editor checks.
  ///   - types: the JSON types as which an editor may see the unquoted scalar.
  ///   - examples: what an editor proposes.
  ///   - parse: the value of the text, or why it has none.
  /// - Returns: the shape of such scalars.
  public static func scalar(
    _ noun: String, pattern: String? = nil, types: [String] = ["string"], examples: [String] = [],
    parse: @escaping @Sendable (String) throws(Malformed) -> Value
  ) -> Shape {
    Shape(
      noun: noun,
      schema: { _ in JSON.scalarSchema(types: types, pattern: pattern, examples: examples) },
      read: { node, reading in
        guard case .scalar(let scalar) = node, !node.isEmpty else {
          reading.wrongType(node, expected: noun)
          return nil
        }
        do throws(Malformed) {
          return try parse(scalar.string)
        } catch {
          reading.error(
            error.code, at: reading.location(of: node),
            "'\(scalar.string.prefix(80))' \(error.reason)", hint: error.hint)
          return nil
        }
      })
  }

  /// A list of such values; an element at fault is reported and left out.
  public static func list<Element>(of element: Shape<Element>) -> Shape
  where Value == [Placed<Element>] {
    Shape(
      noun: "a list, each \(element.noun)",
      schema: { definitions in
        .object([("type", .string("array")), ("items", element.schema(&definitions))])
      },
      read: { node, reading in
        guard case .sequence(let sequence) = node else {
          reading.wrongType(node, expected: "a list, each \(element.noun)")
          return nil
        }
        return sequence.compactMap { element.placed($0, reading) }
      })
  }

  /// One such value or a list of them.
  public static func oneOrList<Element>(of element: Shape<Element>) -> Shape
  where Value == [Placed<Element>] {
    let list = Shape.list(of: element)
    return Shape(
      noun: "\(element.noun), or a list of such",
      schema: { definitions in
        .object([("anyOf", .array([element.schema(&definitions), list.schema(&definitions)]))])
      },
      read: { node, reading in
        if case .sequence = node { return list.read(node, reading) }
        return element.placed(node, reading).map { [$0] }
      })
  }

  /// A mapping whose keys are data; entries at fault are reported and left out, order is kept.
  public static func entries<EntryKey, EntryValue>(
    _ key: Shape<EntryKey>, _ value: Shape<EntryValue>
  ) -> Shape where Value == [PlacedEntry<EntryKey, EntryValue>] {
    let noun = "a mapping from \(key.noun) to \(value.noun)"
    return Shape(
      noun: noun,
      schema: { definitions in
        .object([
          ("type", .string("object")), ("propertyNames", key.schema(&definitions)),
          ("additionalProperties", value.schema(&definitions)),
        ])
      },
      read: { node, reading in
        guard case .mapping(let mapping) = node else {
          reading.wrongType(node, expected: noun)
          return nil
        }
        return mapping.compactMap { keyNode, valueNode in
          let key = key.placed(keyNode, reading)
          let value = value.placed(valueNode, reading)
          guard let key, let value else { return nil }
          return PlacedEntry(key: key, value: value)
        }
      })
  }

  /// A value that may be written in several forms, told apart by whether it is a scalar, a list or
  /// a mapping; at least two forms are given.
  public static func either(
    scalar: Shape? = nil, list: Shape? = nil, mapping: Shape? = nil
  ) -> Shape {
    let forms = [scalar, list, mapping].compactMap { $0 }
    let noun = forms.map(\.noun).joined(separator: ", or ")
    return Shape(
      noun: noun,
      schema: { definitions in
        .object([("anyOf", .array(forms.map { $0.schema(&definitions) }))])
      },
      read: { node, reading in
        let form =
          switch node {
          case .scalar: node.isEmpty ? nil : scalar
          case .sequence: list
          case .mapping: mapping
          case .alias: Shape?.none
          }
        guard let form else {
          reading.wrongType(node, expected: noun)
          return nil
        }
        return form.read(node, reading)
      })
  }
}
