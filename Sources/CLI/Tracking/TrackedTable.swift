import ArgumentParser
import Calendars
import Market
import Store

/// A table to track as the command line names it: `relation=schema.table(key=SQL, ...)`.
struct TrackedTable: Hashable {
  var relation: String
  var table: String
  var columns = CapturedColumns()

  /// Throws `ValidationError` that names the part at fault.
  init(_ text: String) throws {
    // SQL goes over lines.
    guard let match = text.wholeMatch(of: #/(?s)\s*(\w+)\s*=\s*([^(=\s]+)\s*(?:\((.*)\))?\s*/#)
    else { throw ValidationError("it has not the form relation=schema.table(key=SQL, ...)") }
    relation = String(match.1)
    table = String(match.2)
    let relations = SourceRelation.allCases.map(\.rawValue) + ["source"]
    guard relations.contains(relation) else {
      let hint = Spelling.hint(for: relation, among: relations)
      throw ValidationError("'\(relation)' is no relation of the source (\(hint))")
    }
    for part in TrackedTable.parts(of: match.3 ?? "") { try read(part) }
  }

  private static var keys: [String: WritableKeyPath<CapturedColumns, String?>] {
    ["city_id": \.cityID, "space_id": \.spaceID, "starts_on": \.startsOn, "ends_on": \.endsOn]
  }

  /// Reads `key=SQL`.
  private mutating func read(_ part: Substring) throws {
    let sides = part.split(separator: "=", maxSplits: 1).map(\.trimmed)
    guard sides.count == 2, !sides[1].isEmpty else {
      throw ValidationError("'\(part.trimmed)' has not the form key=SQL")
    }
    guard let column = TrackedTable.keys[sides[0]] else {
      let hint = Spelling.hint(for: sides[0], among: TrackedTable.keys.keys)
      throw ValidationError("'\(sides[0])' is no key (\(hint))")
    }
    columns[keyPath: column] = sides[1]
  }

  /// The parts between the commas that stand in no parentheses and in no quotes.
  private static func parts(of text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var quote: Character?
    var start = text.startIndex
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "(": depth += 1
      case ")": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    parts.append(text[start...])
    return parts.filter { !$0.trimmed.isEmpty }
  }

  /// The tables that are to be tracked, out of those behind the source.
  static func choose(
    _ wanted: [TrackedTable], rest: Bool, among known: [SourceTable]
  ) throws -> [(table: SourceTable, columns: CapturedColumns)] {
    var chosen: [Int64: CapturedColumns] = [:]
    for table in wanted {
      let found = try table.find(among: known)
      chosen[found.oid] = table.columns
    }
    if wanted.isEmpty, !rest, let behind = known.first(where: { !$0.isContract }) {
      throw ReportedFailure(
        .usage,
        "relations of the schema source are views: name the tables behind them with --table, or "
          + "take them all with --rest: "
          + known.filter { !$0.isContract }.map(\.name).joined(separator: ", ")
          + " (\(behind.name) is behind source.\(behind.relations.joined(separator: ", source.")))")
    }
    return known.compactMap { table in
      if let columns = chosen[table.oid] { return (table, columns) }
      guard rest || wanted.isEmpty else { return nil }
      let isPlain = table.isContract && table.relations.count == 1
      return (table, isPlain ? CapturedColumns(ofRelation: table.kind) : CapturedColumns())
    }
  }

  private func find(among known: [SourceTable]) throws -> SourceTable {
    guard let found = known.first(where: { $0.name == table }) else {
      let names = known.filter { $0.relations.contains(relation) || relation == "source" }
      throw ReportedFailure(
        .usage,
        "\(table) is not a table that source.\(relation) is made of; those are "
          + names.map(\.name).joined(separator: ", "))
    }
    guard found.kind == relation else {
      throw ReportedFailure(
        .usage,
        "\(table) is behind source.\(found.relations.joined(separator: ", source.")): "
          + "name it as \(found.kind)=\(table)")
    }
    guard found.kind != "source" || columns.startsOn == nil && columns.endsOn == nil else {
      throw ReportedFailure(
        .usage, "\(table) may change more than bookings: starts_on and ends_on say too little")
    }
    return found
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
