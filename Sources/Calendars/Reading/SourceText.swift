/// The text of one source file and the path by which messages name it.
public struct SourceText: Hashable, Sendable {
  /// The largest file that is read, in bytes.
  public static let sizeLimit = 1 << 20

  /// The path as messages show it.
  public let path: String
  /// The text without a byte order mark.
  public let text: String

  /// The text of the file at `path`.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The file at `path` with these bytes; throws the error that says why they are no text.
  public init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    guard bytes.count <= SourceText.sizeLimit else {
      throw Diagnostic(
        .error, ReadingCode.tooLarge, at: SourceLocation(file: path, line: 1, column: 1),
        "the file has \(bytes.count) bytes; at most \(SourceText.sizeLimit) are read",
        hint: "split it into several files")
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      throw SourceText.encodingError(path: path, content: content)
    }
    self.init(path: path, text: text)
  }

  /// The text of a line, from 1, without its end; nil beyond the last.
  public func line(_ number: Int) -> String? {
    guard number >= 1 else { return nil }
    var current = 1
    var start = text.utf8.startIndex
    while current < number {
      guard let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = text.utf8.index(after: end)
      current += 1
    }
    let rest = text.utf8[start...]
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    let line = String(text[start..<end].unicodeScalars)
    return line.unicodeScalars.last == "\r" ? String(line.unicodeScalars.dropLast()) : line
  }

  private static func encodingError(path: String, content: ArraySlice<UInt8>) -> Diagnostic {
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index =
      lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? lines.startIndex
    return Diagnostic(
      .error, ReadingCode.notText, at: SourceLocation(file: path, line: index + 1, column: 1),
      "the line is not UTF-8 text", hint: "save the file as UTF-8")
  }
}
