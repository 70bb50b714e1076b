import Yams

extension SourceText {
  static let nodeLimit = 100_000
  static let depthLimit = 64

  /// The root of the document, or nil after reporting why there is none.
  func composed(for reading: Reading) -> Node? {
    guard refuseUnsupported(for: reading) else { return nil }
    do {
      // Without resolver rules: every scalar is text, and nothing is matched against patterns.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        reading.error(
          ReadingCode.notYAML, at: reading.location(of: nil), "the file is empty",
          hint: "an empty mapping is written {}")
        return nil
      }
      // Yams keeps anchors only as long as its parser lives.
      return withExtendedLifetime(parser) { checked(root, for: reading) }
    } catch {
      reading.report(composeDiagnostic(error, for: reading))
      return nil
    }
  }

  /// The root when its nodes are few, shallow and plain.
  private func checked(_ root: Node, for reading: Reading) -> Node? {
    var pending = [(node: root, depth: 1)]
    var count = 0
    while let (node, depth) = pending.popLast() {
      count += 1
      guard count <= SourceText.nodeLimit, depth <= SourceText.depthLimit else {
        reading.error(
          ReadingCode.tooLarge, at: reading.location(of: node),
          "more than \(SourceText.nodeLimit) values, or nested deeper than "
            + "\(SourceText.depthLimit) levels", hint: "split the file")
        return nil
      }
      guard node.anchor == nil else {
        reading.reportUnsupported("anchors and aliases", at: reading.location(of: node))
        return nil
      }
      switch node {
      case .scalar, .alias: break
      case .sequence(let sequence): pending += sequence.map { ($0, depth + 1) }
      case .mapping(let mapping):
        for (key, value) in mapping {
          guard case .scalar = key else {
            reading.reportUnsupported("keys that are no scalars", at: reading.location(of: key))
            return nil
          }
          pending.append((value, depth + 1))
        }
      }
    }
    return root
  }

  private func composeDiagnostic(_ error: any Error, for reading: Reading) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let before = context.map { "\($0.text), begun on line \($0.mark.line), " } ?? ""
      return Diagnostic(
        .error, ReadingCode.notYAML, at: reading.location(of: mark),
        "not YAML: \(before)\(problem)", hint: "check indentation, quotes and brackets nearby")
    case .reader(let problem, let offset, _, _):
      return Diagnostic(
        .error, ReadingCode.notYAML, at: location(ofCharacter: offset ?? 0),
        "not YAML: \(problem)", hint: "remove the character")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Diagnostic(
        .error, ReadingCode.duplicateKey, at: reading.location(of: context.mark),
        "key '\(duplicates.first ?? "")' stands twice in one mapping",
        hint: "delete one of the two")
    default:
      return Diagnostic(
        .error, ReadingCode.notYAML, at: reading.location(of: nil), "not YAML: \(error)")
    }
  }

  private func location(ofCharacter offset: Int) -> SourceLocation {
    let lines = text.prefix(offset).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return SourceLocation(
      file: path, line: max(1, lines.count),
      column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}

extension Reading {
  func reportUnsupported(_ what: String, at location: SourceLocation) {
    error(
      ReadingCode.unsupportedYAML, at: location, "\(what) are not read here",
      hint: "write the value out in full; text that begins so goes in quotes")
  }
}

extension SourceText {
  /// Looks for anchors, aliases, tags and keys that are no scalars before YAML sees them, because
  /// composing a mapping compares its keys, and a few aliases can make one key endless.
  ///
  /// A mark counts where a value may begin: at the start of a line or after one of `:-?,[{`.
  fileprivate func refuseUnsupported(for reading: Reading) -> Bool {
    var open = 0
    var line = 1
    for text in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if let (column, what) = SourceText.unsupported(in: text, open: &open) {
        let location = SourceLocation(file: path, line: line, column: column)
        reading.reportUnsupported(what, at: location)
        return false
      }
      line += 1
    }
    return true
  }

  private static func unsupported(
    in line: Substring.UTF8View, open: inout Int
  ) -> (column: Int, what: String)? {
    var before: UInt8?
    var previous = UInt8(ascii: " ")
    var column = 0
    var skipped: UInt8?
    for byte in line {
      if byte & 0xC0 != 0x80 { column += 1 }
      if before == nil, byte == UInt8(ascii: "#") { return nil }
      defer {
        previous = byte
        if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { before = byte }
      }
      // The mark was at the last byte; what follows it says whether it is one.
      if let mark = skipped, byte != UInt8(ascii: " "), byte != UInt8(ascii: "\r") {
        return (column - 1, mark == UInt8(ascii: "!") ? "tags" : "anchors and aliases")
      }
      skipped = nil
      let mayBegin = before.map { Array(":-?,[{".utf8).contains($0) } ?? true
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
        if mayBegin { skipped = byte }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open += 1
        if open > depthLimit { return (column, "brackets deeper than \(depthLimit) levels") }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
      case UInt8(ascii: " "):
        if previous == UInt8(ascii: "?"), before == previous, column == 2 {
          return (1, "keys that are no scalars")
        }
      default: break
      }
    }
    return nil
  }
}
