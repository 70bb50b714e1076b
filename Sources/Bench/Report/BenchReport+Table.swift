import Foundation

extension BenchReport {
  /// The report for a person: conditions, one table a section, then the targets.
  public var table: String {
    var lines = conditions.map { "\($0.name): \($0.value)" }
    for section in sections {
      lines += ["", "\(section)"]
      lines += columns(
        [["", "median", "min", "max", "processor s"]]
          + rows.filter { $0.section == section }.map(cells))
    }
    if !targets.isEmpty {
      lines += ["", "targets"]
      lines += columns(
        [["", "target", "figure", ""]]
          + targets.map {
            [$0.name, $0.boundText, $0.figure.short, $0.isMet ? "met" : "MISSED"]
          })
    }
    // What a program has written may have many lines; the JSON keeps them.
    lines += skipped.map { "left out: \($0.prefix { $0 != "\n" })" }
    return lines.joined(separator: "\n")
  }

  /// The sections in the order of their first rows.
  var sections: [String] {
    rows.map(\.section).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func cells(_ row: BenchRow) -> [String] {
    let values = row.values
    let name = row.unit == "s" ? row.name : "\(row.name), \(row.unit)"
    guard values.sorted.count > 1 else {
      return [name, values.median.short, "", "", row.processor?.median.short ?? ""]
    }
    return [
      name, values.median.short, values.minimum.short, values.maximum.short,
      row.processor?.median.short ?? "",
    ]
  }

  /// Left-aligned first column, right-aligned others, two spaces between.
  private func columns(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
    }
    return rows.map { row in
      let padded = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? "  \(text)\(space)" : "\(space)\(text)"
      }
      return padded.joined(separator: "  ").trimmingCharacters(in: .newlines)
        .replacing(#/ +$/#, with: "")
    }
  }
}
