import Yams

/// One key of a mapping, declared once: its name, what it takes, what it means.
public struct Key<Root: Sendable>: Sendable {
  let name: String
  let meaning: String
  let isRequired: Bool
  let schema: @Sendable (inout SchemaDefinitions) -> JSON
  let read: @Sendable (Node, Reading, inout Root) -> Void

  /// A key that may be left out.
  public static func optional<Value>(
    _ name: String, _ path: any WritableKeyPath<Root, Placed<Value>?> & Sendable,
    _ shape: Shape<Value>, _ meaning: String
  ) -> Key {
    Key(name: name, meaning: meaning, isRequired: false, schema: shape.schema) {
      node, reading, root in
      root[keyPath: path] = shape.placed(node, reading)
    }
  }

  /// A key without which the mapping is an error.
  public static func required<Value>(
    _ name: String, _ path: any WritableKeyPath<Root, Placed<Value>?> & Sendable,
    _ shape: Shape<Value>, _ meaning: String
  ) -> Key {
    let key = optional(name, path, shape, meaning)
    return Key(
      name: name, meaning: meaning, isRequired: true, schema: key.schema, read: key.read)
  }
}

extension Key {
  /// The same key in a mapping that holds `Root` as a part of itself.
  public func within<Whole: Sendable>(
    _ part: any WritableKeyPath<Whole, Root> & Sendable
  ) -> Key<Whole> {
    Key<Whole>(name: name, meaning: meaning, isRequired: isRequired, schema: schema) {
      node, reading, whole in
      read(node, reading, &whole[keyPath: part])
    }
  }
}

/// A mapping with a fixed set of keys. Its declaration finds unknown keys, missing keys and wrong
/// types, and makes the JSON Schema.
public struct Mapping<Root: Sendable>: Sendable {
  let name: String
  let meaning: String
  let empty: Root
  /// The keys in the order in which they are documented.
  public let keys: [Key<Root>]
  let check: @Sendable (Placed<Root>, Set<String>, Reading) -> Void

  /// A mapping that fills the optional properties of `empty`.
  ///
  /// - Parameters:
  ///   - name: its name among the definitions of the schema, lower-case with underscores.
  ///   - meaning: one sentence for editors.
  ///   - empty: the value when no key is given.
  ///   - keys: the keys in the order in which they are documented.
  ///   - check: reports what no single key can know, such as two keys that exclude each other; it
  ///     is told which known keys were given, with whatever value.
  public init(
    _ name: String, _ meaning: String, empty: Root, keys: [Key<Root>],
    check: @escaping @Sendable (Placed<Root>, Set<String>, Reading) -> Void = { _, _, _ in }
  ) {
    self.name = name
    self.meaning = meaning
    self.empty = empty
    self.keys = keys
    self.check = check
  }

  /// The mapping as the shape of a value.
  public var shape: Shape<Root> {
    Shape(
      noun: "a mapping",
      schema: { definitions in definitions.reference(to: self) },
      read: { node, reading in read(node, reading) })
  }

  private func read(_ node: Node, _ reading: Reading) -> Root? {
    guard case .mapping(let mapping) = node else {
      let known = keys.map(\.name).joined(separator: ", ")
      reading.wrongType(node, expected: "a mapping with keys such as \(known)")
      return nil
    }
    var root = empty
    var given: Set<String> = []
    var missing = Set(keys.lazy.filter(\.isRequired).map(\.name))
    for (keyNode, valueNode) in mapping {
      let name = keyNode.scalar?.string ?? ""
      guard let key = keys.first(where: { $0.name == name }) else {
        let meant = reportUnknown(name, at: reading.location(of: keyNode), reading)
        if let meant { missing.remove(meant) }
        continue
      }
      missing.remove(name)
      given.insert(name)
      key.read(valueNode, reading, &root)
    }
    let location = reading.location(of: node)
    for key in keys where missing.contains(key.name) {
      reading.error(
        ReadingCode.missingKey, at: location, "key '\(key.name)' is missing",
        hint: "\(key.name): \(key.meaning)")
    }
    check(Placed(root, at: location), given, reading)
    return root
  }

  /// Reports the key and gives the known key that was probably meant.
  private func reportUnknown(
    _ name: String, at location: SourceLocation, _ reading: Reading
  ) -> String? {
    let known = keys.map(\.name)
    reading.error(
      ReadingCode.unknownKey, at: location, "unknown key '\(name.prefix(80))'",
      hint: Spelling.hint(for: name, among: known))
    return Spelling.nearest(to: name, among: known)
  }
}

extension Shape {
  /// A mapping with a fixed set of keys.
  public static func mapping(_ mapping: Mapping<Value>) -> Shape { mapping.shape }
}
