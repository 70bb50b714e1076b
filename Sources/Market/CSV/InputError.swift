/// Why input files cannot be used at all; what can be skipped row by row is an ``ImportReport``.
public enum InputError: Error, Equatable {
  /// The file cannot be opened or inflated.
  case unreadable(path: String, reason: String)
  /// The file is not CSV from this line on (RFC 4180).
  case malformed(path: String, line: Int, reason: String)
  /// The header lacks columns without which no row means anything.
  case missingColumns(path: String, columns: [String])
  /// A file that should be in the folder is not.
  case missingFile(folder: String, name: String)
  /// A city is asked for that the folder does not have.
  case unknownCity(slug: String, known: [String])
  /// A row of cities.csv says something impossible.
  case invalidCity(path: String, line: Int, column: String, value: String)
}

extension InputError: CustomStringConvertible {
  /// The sentence for people, with file, line and value.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .malformed(let path, let line, let reason): "\(path):\(line): \(reason)"
    case .missingColumns(let path, let columns):
      "\(path):1: missing column \(columns.joined(separator: ", "))"
    case .missingFile(let folder, let name): "\(folder): no file \(name)"
    case .unknownCity(let slug, let known):
      "no city '\(slug)'; there is \(known.joined(separator: ", "))"
    case .invalidCity(let path, let line, let column, let value):
      "\(path):\(line): \(column) '\(value)' is not valid"
    }
  }
}
