public import Calendars
import Discovery

/// How another endpoint names what the read API names otherwise: parameters, orders and fields.
///
/// It is a YAML file; what it does not name has the same name there.
public struct EndpointMapping: Sendable {
  var schema: Placed<Int>?
  var path: Placed<String>?
  var headers: Placed<[PlacedEntry<String, Secret>]>?
  var parameters: Placed<[PlacedEntry<String, String>]>?
  var without: Placed<[Placed<String>]>?
  var orders: Placed<[PlacedEntry<String, String>]>?
  var fields: Placed<[PlacedEntry<String, String>]>?
  var ignore: Placed<[Placed<String>]>?

  /// The declaration, from which files are read and checked.
  public static let mapping = Mapping<EndpointMapping>(
    "verify_mapping", "How another endpoint names parameters and fields.", empty: EndpointMapping(),
    keys: [
      .required("schema", \.schema, .integer(1...1), "The form of the file: 1."),
      .optional("path", \.path, .text, "The endpoint's path, /v1/discovery by default."),
      .optional(
        "headers", \.headers, .entries(.text, .secret),
        "Headers that are sent, such as Authorization: ${TOKEN}."),
      .optional(
        "parameters", \.parameters, .entries(.parameter, .text),
        "Names of parameters, ours: theirs."),
      .optional(
        "without", \.without, .list(of: .parameter),
        "Parameters that the endpoint does not have; requests with one of them are left out."),
      .optional(
        "orders", \.orders, .entries(.order, .text), "Words for orders, ours: theirs."),
      .optional(
        "fields", \.fields, .entries(.field, .text),
        "Paths of fields in the answer, ours: theirs, joined by dots."),
      .optional("ignore", \.ignore, .list(of: .field), "Fields that are not compared."),
    ])

  /// The endpoint's path.
  var endpointPath: String { path?.value ?? EndpointMapping.ourPath }

  /// The path of the read API.
  static let ourPath = "/v1/discovery"

  /// The fields that are not compared.
  var ignored: Set<String> { Set((ignore?.value ?? []).map(\.value) + ["freshness"]) }

  /// Whether the endpoint has every parameter of a request.
  func canAsk(_ question: Question) -> Bool {
    let absent = (without?.value ?? []).map(\.value)
    return !question.pairs.contains { absent.contains($0.name) }
  }

  /// The request in the endpoint's words.
  func translated(_ question: Question) -> Question {
    Question(
      question.pairs.map { pair in
        let value = pair.name == "sort" ? EndpointMapping.find(pair.value, in: orders) : nil
        return .init(
          EndpointMapping.find(pair.name, in: parameters) ?? pair.name, value ?? pair.value)
      })
  }

  /// An answer of the endpoint in the read API's words; what it lacks is missing.
  func translated(_ body: JSON) -> JSON {
    var answer = value(body, "city", "date", "day.status", "day.holiday")
    if let items = found("items", in: body) {
      if case .array(let elements) = items {
        answer.append(("items", .array(elements.map(item))))
      } else {
        answer.append(("items", items))
      }
    }
    let page = ["limit", "next_cursor", "total", "total_is_exact"]
    return .object(answer + value(body, page.map { "page.\($0)" }))
  }

  private func item(_ element: JSON) -> JSON {
    let names = EndpointMapping.itemFields.map { String($0.dropFirst("items.".count)) }
    return .object(value(element, names, within: "items."))
  }

  private func value(_ body: JSON, _ names: String...) -> [(String, JSON)] {
    value(body, names)
  }

  /// The members that these paths make, those of one head gathered in an object.
  private func value(
    _ body: JSON, _ names: [String], within prefix: String = ""
  ) -> [(String, JSON)] {
    var members: [(String, JSON)] = []
    for name in names {
      guard let value = found(prefix + name, in: body, within: prefix) else { continue }
      let parts = name.split(separator: ".").map(String.init)
      guard parts.count > 1 else {
        members.append((name, value))
        continue
      }
      let index = members.firstIndex { $0.0 == parts[0] }
      guard let index, case .members(let inner) = members[index].1 else {
        members.append((parts[0], .object([(parts[1], value)])))
        continue
      }
      members[index].1 = .object(inner.map { ($0.name, $0.value) } + [(parts[1], value)])
    }
    return members
  }

  /// The value of our field in their body.
  private func found(_ field: String, in body: JSON, within prefix: String = "") -> JSON? {
    let theirs = EndpointMapping.find(field, in: fields) ?? String(field.dropFirst(prefix.count))
    return theirs.split(separator: ".").reduce(body) { value, name in value?[String(name)] }
  }

  private static func find(
    _ name: String, in entries: Placed<[PlacedEntry<String, String>]>?
  ) -> String? {
    entries?.value.first { $0.key.value == name }?.value.value
  }

  static let itemFields = [
    "items.space_id", "items.venue_id", "items.name", "items.venue_name", "items.category",
    "items.rating", "items.location.latitude", "items.location.longitude", "items.capacity",
    "items.price.amount_minor", "items.price.currency", "items.available_units",
    "items.distance_m", "items.add_ons",
  ]

  static let fields =
    ["city", "date", "day", "day.status", "day.holiday", "items"] + itemFields
    + ["items.location", "items.price", "page", "page.limit", "page.next_cursor", "page.total"]
    + ["page.total_is_exact", "freshness", "status", "code", "parameter"]
}

extension Shape where Value == String {
  fileprivate static var parameter: Shape {
    word("a parameter of the read API", among: DiscoveryParameter.all.map(\.name))
  }

  fileprivate static var order: Shape {
    word("an order of the read API", among: Sort.allCases.map(\.rawValue))
  }

  fileprivate static var field: Shape {
    word("a field of the read API's answer", among: EndpointMapping.fields)
  }

  private static func word(_ noun: String, among words: [String]) -> Shape {
    .scalar(noun) { text throws(Malformed) in
      guard words.contains(text) else {
        throw Malformed("is not \(noun)", hint: Spelling.hint(for: text, among: words))
      }
      return text
    }
  }
}
