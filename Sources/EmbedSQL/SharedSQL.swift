import Foundation

/// The parts of statements that several have in common, by the names of their files in `SQL/shared`.
///
/// A statement mentions a part as if it were a view, `shared.head`, or, where the part selects one
/// expression of a row, a function of the row, `shared.passes(r)`.
struct SharedSQL {
  private let parts: [String: String]

  init(_ files: [SQLFile]) {
    parts = Dictionary(uniqueKeysWithValues: files.map { ($0.name, SharedSQL.body($0.text)) })
  }

  /// The text with each part that it mentions in place of its name.
  func written(into text: String) throws -> String {
    let expressions = try text.replacingEach(#/shared\.([a-z_]+)\(([a-z]+)\)/#) { match in
      "(\(try expression(String(match.1), of: match.2)))"
    }
    let wholes = try expressions.replacingEach(#/select \* from shared\.([a-z_]+)/#) { match in
      try part(String(match.1))
    }
    return try wholes.replacingEach(#/shared\.([a-z_]+)/#) { match in
      "(\(try part(String(match.1))))"
    }
  }

  private func part(_ name: String) throws -> String {
    guard let text = parts[name] else { throw EmbeddingError.unknownPart(name: name) }
    return try written(into: text)
  }

  /// What a part selects, of a row with another alias than the part's own, which is `r`.
  private func expression(_ name: String, of alias: Substring) throws -> String {
    let text = try part(name)
    guard let selection = text.firstMatch(of: #/(?s)^select\n(.*)\nfrom almanac\.result as r\n/#)
    else { throw EmbeddingError.noExpression(name: name) }
    return String(selection.1.replacing(#/\br\./#, with: "\(alias)."))
  }

  /// The text without the comment that opens it.
  private static func body(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("--") }
      .joined(separator: "\n")
  }
}

extension String {
  /// The text with what `make` gives in place of each match.
  fileprivate func replacingEach<Output>(
    _ pattern: Regex<Output>, _ make: (Output) throws -> String
  ) rethrows -> String {
    var (result, rest) = ("", self[...])
    while let match = rest.firstMatch(of: pattern) {
      result += rest[..<match.range.lowerBound]
      result += try make(match.output)
      rest = rest[match.range.upperBound...]
    }
    return result + rest
  }
}
