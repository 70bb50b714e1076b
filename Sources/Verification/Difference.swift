import Calendars
import Discovery
import Live

/// A field in which two answers differ.
public struct Difference: Sendable, Equatable {
  /// The path of the field, such as `items[3].price.amount_minor`.
  public var field: String
  /// What the live side says; nil where it says nothing.
  public var live: String?
  /// What the other side says; nil where it says nothing.
  public var other: String?

  /// The first space that one side leaves out for another reason than the other, if there is one.
  static func ofExclusions(live: [Int64: Int16], other: [Int64: Int16]) -> Difference? {
    guard live != other else { return nil }
    let id = Set(live.keys).union(other.keys).sorted().first { live[$0] != other[$0] }
    return id.map {
      Difference(field: "excluded[\($0)]", live: reason(live[$0]), other: reason(other[$0]))
    }
  }

  /// The space whose reason differs, when that is what differs.
  var excludedSpace: Int64? {
    field.wholeMatch(of: #/excluded\[(-?[0-9]+)\]/#).flatMap { Int64($0.1) }
  }

  private static func reason(_ code: Int16?) -> String? {
    code.map { ExclusionReason(rawValue: $0)?.name ?? "code \($0)" }
  }
}

/// How replies are compared with what the live side expects.
struct ReplyComparison: Sendable {
  /// Fields that are not compared, with all below them; items without their index.
  var ignored: Set<String> = []
  /// Whether a field that the live side does not know is a difference.
  var isStrict = true
  /// Up to how many items of a cell the API counts a filtered total.
  static let countedItems = 10_000

  /// The first difference from a refusal.
  func difference(_ refusal: LiveRefusal, _ reply: Reply) -> Difference? {
    if let found = first("status", .integer(Int64(refusal.status)), .integer(Int64(reply.status))) {
      return found
    }
    if let found = first("code", .string(refusal.code), reply.body["code"]) { return found }
    return first("parameter", refusal.parameter.map(JSON.string), reply.body["parameter"])
  }

  /// The first difference from a page.
  func difference(_ page: LivePage, _ reply: Reply) -> Difference? {
    if let found = first("status", .integer(200), .integer(Int64(reply.status))) { return found }
    guard case .members(let members) = reply.body, case .members(let expected) = page.json else {
      return Difference(field: "body", live: page.json.compact, other: reply.body.compact)
    }
    let apart: Set<String> = ["page", "freshness"]
    return first(
      "", .members(expected), .members(members.filter { !apart.contains($0.name) }))
      ?? paging(page, reply.body["page"]) ?? freshness(reply.body["freshness"])
  }

  private func paging(_ page: LivePage, _ actual: JSON?) -> Difference? {
    var expected: [(String, JSON)] = [("limit", .integer(Int64(page.limit)))]
    // What a cursor says is the other side's own affair; whether there is one is not.
    let cursor = actual?["next_cursor"] ?? .null
    let isCursor = if case .string = cursor { true } else { false }
    expected.append(("next_cursor", page.hasNext == isCursor ? cursor : .bool(page.hasNext)))
    let mayBeLess = page.isFiltered && page.cell.items.count > ReplyComparison.countedItems
    if mayBeLess, case .integer(let total) = actual?["total"], total <= Int64(page.total) {
      expected += [("total", .integer(total)), ("total_is_exact", .bool(false))]
    } else {
      expected += [("total", .integer(Int64(page.total))), ("total_is_exact", .bool(!mayBeLess))]
    }
    return first("page", .object(expected), actual)
  }

  /// The live side has no freshness: only the form can be wrong.
  private func freshness(_ actual: JSON?) -> Difference? {
    guard !ignored.contains("freshness") else { return nil }
    if case .integer(1...) = actual?["generation"], case .string = actual?["built_at"],
      case .string = actual?["inputs_as_of"]
    {
      return nil
    }
    return Difference(
      field: "freshness", live: "a generation and two instants", other: actual?.compact)
  }

  /// The first difference between two values; nil stands for a value that is not there.
  func first(_ path: String, _ live: JSON?, _ other: JSON?) -> Difference? {
    if !ignored.isEmpty, ignored.contains(ReplyComparison.withoutIndexes(path)) { return nil }
    switch (live, other) {
    case (nil, nil): return nil
    case (.members(let expected)?, .members(let actual)?):
      return members(path, expected, actual)
    case (.array(let expected)?, .array(let actual)?):
      return path.hasSuffix("add_ons")
        ? set(path, expected, actual) : elements(path, expected, actual)
    case (let expected?, let actual?) where equal(expected, actual): return nil
    default:
      return Difference(field: path, live: live?.compact, other: other?.compact)
    }
  }

  private func members(
    _ path: String, _ expected: [JSON.Member], _ actual: [JSON.Member]
  ) -> Difference? {
    let prefix = path.isEmpty ? "" : "\(path)."
    for member in expected {
      let other = actual.first { $0.name == member.name }?.value
      if let found = first(prefix + member.name, member.value, other) { return found }
    }
    guard isStrict, expected.count != actual.count else { return nil }
    let extra = actual.first { member in !expected.contains { $0.name == member.name } }
    return Difference(
      field: prefix + (extra?.name ?? "members"), live: nil, other: extra?.value.compact)
  }

  private func elements(_ path: String, _ expected: [JSON], _ actual: [JSON]) -> Difference? {
    for (index, pair) in zip(expected, actual).enumerated() {
      if let found = first("\(path)[\(index)]", pair.0, pair.1) { return found }
    }
    guard expected.count != actual.count else { return nil }
    return Difference(
      field: "\(path).count", live: "\(expected.count)", other: "\(actual.count)")
  }

  /// The order of add-ons is not promised, since it follows the database's collation.
  private func set(_ path: String, _ expected: [JSON], _ actual: [JSON]) -> Difference? {
    let (live, other) = (expected.map(\.compact).sorted(), actual.map(\.compact).sorted())
    guard live != other else { return nil }
    return Difference(
      field: path, live: live.joined(separator: ","), other: other.joined(separator: ","))
  }

  private func equal(_ one: JSON, _ other: JSON) -> Bool {
    switch (one, other) {
    case (.decimal(let one), .integer(let other)): one == Double(other)
    case (.integer(let one), .decimal(let other)): Double(one) == other
    case (.string(let one), .integer(let other)) where !isStrict: one == "\(other)"
    default: one == other
    }
  }

  private static func withoutIndexes(_ path: String) -> String {
    path.replacing(#/\[[0-9]+\]/#, with: "")
  }
}
