extension Diagnostic {
  /// The finding as a compiler prints it: one line, then the line of the source with a caret under
  /// the column when `sourceLine` is given, then the hint.
  public func rendered(sourceLine: String?) -> String {
    var lines = [headline]
    if let location, let sourceLine {
      lines += Diagnostic.excerpt(of: sourceLine, at: location)
    }
    if let hint {
      lines.append("  hint: \(hint)")
    }
    return lines.joined(separator: "\n")
  }

  /// The finding as an object with `file`, `line`, `column`, `severity`, `code`, `calendar`,
  /// `holiday`, `message` and `hint`; what is not known is null.
  public var json: JSON {
    .object([
      ("file", .optional(location?.file)),
      ("line", .optional(location?.line)),
      ("column", .optional(location?.column)),
      ("severity", .string(severity.rawValue)),
      ("code", .string(code)),
      ("calendar", .optional(calendar)),
      ("holiday", .optional(holiday)),
      ("message", .string(message)),
      ("hint", .optional(hint)),
    ])
  }

  private var headline: String {
    let place = location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return "\(place)\(severity.rawValue)[\(code)]: \(message)"
  }

  private static let excerptWidth = 120

  /// The line and its caret; a long line is cut to the part round the column.
  private static func excerpt(of sourceLine: String, at location: SourceLocation) -> [String] {
    let scalars = sourceLine.unicodeScalars.map { scalar -> Character in
      scalar == "\t" || scalar.value >= 0x20 && scalar.value != 0x7F ? Character(scalar) : " "
    }
    let caret = min(max(location.column - 1, 0), scalars.count)
    let start = caret < excerptWidth ? 0 : caret - excerptWidth / 2
    let shown = scalars[start..<min(scalars.count, start + excerptWidth)]
    let padding = scalars[start..<caret].map { $0 == "\t" ? "\t" : " " }.joined()
    let number = String(location.line)
    let gutter = String(repeating: " ", count: max(5, number.count))
    let left = String(repeating: " ", count: gutter.count - number.count) + number
    return ["\(left) | \(String(shown))", "\(gutter) | \(padding)^"]
  }
}

extension Sequence<Diagnostic> {
  /// All findings sorted and rendered, a line feed after each; `sources` supply the excerpts.
  public func rendered(sources: [String: SourceText] = [:]) -> String {
    sorted().map { finding in
      let line = finding.location.flatMap { sources[$0.file]?.line($0.line) }
      return finding.rendered(sourceLine: line) + "\n"
    }.joined()
  }

  /// All findings sorted, as one JSON array.
  public var json: JSON { .array(sorted().map(\.json)) }
}
