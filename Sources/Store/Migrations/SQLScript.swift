/// SQL text cut into its statements, so that an error can be traced to its line.
///
/// Knows quoted strings and identifiers, `E''` escapes, dollar quotes, and comments, which nest.
/// A routine whose body is written with `begin atomic` is not understood; quote such a body.
struct SQLScript {
  /// One statement, without the semicolon and what stands before its first word.
  struct Statement: Equatable {
    let sql: String
    /// Characters of the script before the statement.
    let offset: Int
  }

  private let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The statements in order.
  var statements: [Statement] {
    var found: [Statement] = []
    var start: Int?
    var index = 0
    while index < scalars.count {
      let next = skip(at: index)
      if scalars[index] == ";" {
        if let start { found.append(statement(start..<index)) }
        start = nil
      } else if start == nil, !isBlank(index, next) {
        start = index
      }
      index = next
    }
    if let start { found.append(statement(start..<scalars.count)) }
    return found
  }

  /// The line and column, both from 1, of the character `offset`, and the line's text.
  func location(of offset: Int) -> (line: Int, column: Int, text: String) {
    let before = scalars.prefix(max(0, min(offset, scalars.count)))
    let lineStart = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let line = 1 + before.count { $0 == "\n" }
    let text = scalars[lineStart...].prefix { $0 != "\n" && $0 != "\r" }
    return (line, before.count - lineStart + 1, string(text))
  }

  private func statement(_ range: Range<Int>) -> Statement {
    Statement(sql: string(scalars[range]), offset: range.lowerBound)
  }

  private func string(_ part: ArraySlice<Unicode.Scalar>) -> String {
    part.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  /// Whether the piece from `start` to `end` is white space or a comment.
  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    scalars[start].properties.isWhitespace
      || (end > start + 1 && "-/".unicodeScalars.contains(scalars[start]))
  }

  /// The index after the piece that begins at `start`: a quoted text, a comment or one character.
  private func skip(at start: Int) -> Int {
    switch scalars[start] {
    case "'": return endOfQuote(start, escapes: hasEscapePrefix(start))
    case "\"": return endOfQuote(start, escapes: false)
    case "$": return endOfDollarQuote(start) ?? start + 1
    case "-" where peek(start + 1) == "-":
      return scalars[start...].firstIndex(of: "\n") ?? scalars.count
    case "/" where peek(start + 1) == "*": return endOfComment(start)
    default: return start + 1
    }
  }

  private func peek(_ index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic
      || ("0"..."9").contains(scalar)
  }

  private func hasEscapePrefix(_ start: Int) -> Bool {
    guard let prefix = peek(start - 1), prefix == "e" || prefix == "E" else { return false }
    return !isWord(peek(start - 2))
  }

  /// The index after the closing quote; a doubled quote does not close.
  private func endOfQuote(_ start: Int, escapes: Bool) -> Int {
    var index = start + 1
    while let scalar = peek(index) {
      if scalar == "\\", escapes {
        index += 2
        continue
      }
      if scalar == scalars[start] {
        guard peek(index + 1) == scalar else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return scalars.count
  }

  private func endOfComment(_ start: Int) -> Int {
    var depth = 0
    var index = start
    repeat {
      if peek(index) == "/", peek(index + 1) == "*" {
        depth += 1
        index += 2
      } else if peek(index) == "*", peek(index + 1) == "/" {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < scalars.count
    return min(index, scalars.count)
  }

  /// The end of `$tag$ ... $tag$`, nil when the dollar begins none, as in `$1` and `a$b`.
  private func endOfDollarQuote(_ start: Int) -> Int? {
    guard !isWord(peek(start - 1)),
      let close = scalars[(start + 1)...].firstIndex(where: { $0 == "$" || !isWord($0) }),
      scalars[close] == "$"
    else { return nil }
    let tag = scalars[start...close]
    if let first = tag.dropFirst().first, ("0"..."9").contains(first) { return nil }
    var index = close + 1
    while index + tag.count <= scalars.count {
      if scalars[index..<index + tag.count].elementsEqual(tag) { return index + tag.count }
      index += 1
    }
    return scalars.count
  }
}
