import Foundation

/// One SQL file and the Swift source that stands for it.
struct SQLFile {
  /// The name without the ending, such as `build_cells`.
  let name: String
  private(set) var text: String
  /// The name of the folder that it is in.
  let folder: String
  private let number: Int

  init(path: String) throws {
    let url = URL(filePath: path)
    name = url.deletingPathExtension().lastPathComponent
    text = try String(contentsOf: url, encoding: .utf8)
    folder = url.deletingLastPathComponent().lastPathComponent
    let digits = name.prefix { $0.isNumber }
    guard let number = folder == "migrations" ? Int(digits) : 0 else {
      throw EmbeddingError.unnumbered(path: path)
    }
    self.number = number
  }

  var isMigration: Bool { folder == "migrations" }

  /// The file with the shared parts that it mentions written out.
  func completed(by shared: SharedSQL) throws -> SQLFile {
    var file = self
    file.text = try shared.written(into: text)
    return file
  }

  /// `buildCells` for `build_cells`, `_0001CreateRuns` for `0001_create_runs`.
  var memberName: String {
    let words = name.split(separator: "_")
    let joined = words.enumerated().map { $0 == 0 ? String($1) : $1.capitalized }.joined()
    return isMigration ? "_\(joined)" : joined
  }

  var migrationSource: String {
    """
    extension MigrationFile {
      static let \(memberName) = MigrationFile(number: \(number), name: "\(name)", sql: \(literal))
    }

    """
  }

  var querySource: String {
    """
    extension Query {
    \(comment)
      public static let \(memberName) = Query(name: "\(name)", sql: \(literal))
    }

    """
  }

  /// The comment that opens the file, as documentation.
  private var comment: String {
    text.split(separator: "\n").prefix { $0.hasPrefix("--") }
      .map { "  /// \($0.dropFirst(2).trimmingCharacters(in: .whitespaces))" }
      .joined(separator: "\n")
  }

  /// A raw literal, at the margin: SQL text has no `"""###`.
  private var literal: String { "###\"\"\"\n\(text)\n\"\"\"###" }
}
