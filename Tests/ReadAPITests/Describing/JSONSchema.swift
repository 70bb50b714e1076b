import Foundation

/// A schema of the OpenAPI document, by as much of JSON Schema (draft 2020-12) as the document uses.
struct JSONSchema {
  /// The document, in which references are looked up.
  private let document: [String: Any]
  private let schema: [String: Any]

  init(_ schema: [String: Any], in document: [String: Any]) {
    self.schema = schema
    self.document = document
  }

  private static let keywords: Set<String> = [
    "$ref", "additionalProperties", "anyOf", "description", "enum", "format", "items", "maxItems",
    "maximum", "minLength", "minimum", "oneOf", "pattern", "properties", "required", "type",
  ]

  /// What a value breaks, each with its place; none when it is as the schema says.
  func faults(of value: Any, at place: String = "$") -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let target = JSONSchema.target(reference, document) else {
        return ["\(place): \(reference) leads nowhere"]
      }
      return JSONSchema(target, in: document).faults(of: value, at: place)
    }
    let unknown = schema.keys.filter { !JSONSchema.keywords.contains($0) }.map {
      "\(place): the keyword \($0) is not checked"
    }
    return unknown + typeFaults(value, place) + rangeFaults(value, place)
      + objectFaults(value, place) + arrayFaults(value, place) + choiceFaults(value, place)
  }

  /// The object that a local reference names.
  static func target(_ reference: String, _ document: [String: Any]) -> [String: Any]? {
    reference.split(separator: "/").dropFirst().reduce(document) { object, name in
      object?[String(name)] as? [String: Any]
    }
  }

  private func typeFaults(_ value: Any, _ place: String) -> [String] {
    let wanted = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    guard !wanted.isEmpty, wanted.allSatisfy({ !JSONSchema.is(value, $0) }) else { return [] }
    return ["\(place): \(value) is no \(wanted.joined(separator: " or "))"]
  }

  private static func `is`(_ value: Any, _ type: String) -> Bool {
    let number = value as? NSNumber
    let isBoolean = number.map(isBool) ?? false
    return switch type {
    case "null": value is NSNull
    case "boolean": isBoolean
    case "integer": !isBoolean && number.map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
    case "number": !isBoolean && number != nil
    case "string": value is String
    case "array": value is [Any]
    default: value is [String: Any]
    }
  }

  private static func isBool(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }

  private func rangeFaults(_ value: Any, _ place: String) -> [String] {
    var faults: [String] = []
    if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
      faults.append("\(place): \(value) is none of \(allowed)")
    }
    if let number = value as? NSNumber {
      let (least, most) = (schema["minimum"] as? NSNumber, schema["maximum"] as? NSNumber)
      if let least, number.doubleValue < least.doubleValue { faults.append("\(place): too small") }
      if let most, number.doubleValue > most.doubleValue { faults.append("\(place): too great") }
    }
    guard let text = value as? String else { return faults }
    if let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(place): '\(text)' does not match \(pattern)")
    }
    let forms = [
      "date": /\d{4}-\d\d-\d\d/,
      "date-time": /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/,
    ]
    if let format = schema["format"] as? String,
      forms[format].map({ (try? $0.wholeMatch(in: text)) != nil }) != true
    {
      faults.append("\(place): '\(text)' is no \(format)")
    }
    return faults
  }

  private func objectFaults(_ value: Any, _ place: String) -> [String] {
    guard let object = value as? [String: Any] else { return [] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(place): \($0) is missing" }
    let extra = (schema["additionalProperties"] as? Bool) == false
    return missing
      + object.flatMap { name, member -> [String] in
        guard let schema = properties[name] else {
          return extra ? ["\(place): \(name) is unknown"] : []
        }
        return JSONSchema(schema, in: document).faults(of: member, at: "\(place).\(name)")
      }
  }

  private func arrayFaults(_ value: Any, _ place: String) -> [String] {
    guard let array = value as? [Any] else { return [] }
    let most = schema["maxItems"] as? Int ?? .max
    let tooMany = array.count > most ? ["\(place): \(array.count) elements"] : []
    guard let items = schema["items"] as? [String: Any] else { return tooMany }
    return tooMany
      + array.enumerated().flatMap { index, element in
        JSONSchema(items, in: document).faults(of: element, at: "\(place)[\(index)]")
      }
  }

  private func choiceFaults(_ value: Any, _ place: String) -> [String] {
    guard let choices = (schema["oneOf"] ?? schema["anyOf"]) as? [[String: Any]] else { return [] }
    let fitting = choices.filter { JSONSchema($0, in: document).faults(of: value).isEmpty }
    let isRight = schema["oneOf"] == nil ? !fitting.isEmpty : fitting.count == 1
    return isRight ? [] : ["\(place): \(value) fits \(fitting.count) of \(choices.count) schemas"]
  }
}
