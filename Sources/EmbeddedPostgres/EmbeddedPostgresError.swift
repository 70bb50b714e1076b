/// Why the private cluster cannot be used.
public enum EmbeddedPostgresError: Error, Sendable, Hashable {
  /// No folder holds the server programs; these were searched.
  case noServerPrograms(searched: [String])
  /// The data were made by a major version that is not installed.
  case noMatchingVersion(data: String, installed: [String])
  /// A root caller found no way to run a program under another account.
  case noUnprivilegedAccount(String)
  /// A program of PostgreSQL failed; the output is the end of what it wrote.
  case failed(program: String, status: Int32, output: String)
  /// A file or folder cannot be made, read or trusted.
  case file(path: String, reason: String)
}

extension EmbeddedPostgresError: CustomStringConvertible {
  /// A sentence for the person at the terminal.
  public var description: String {
    switch self {
    case .noServerPrograms(let searched):
      "no PostgreSQL server programs (initdb, pg_ctl, postgres) in \(searched.joined(separator: ", "))"
        + "; install them (Debian: apt-get install postgresql)"
    case .noMatchingVersion(let data, let installed):
      "the data were made by PostgreSQL \(data), but only \(installed.joined(separator: ", "))"
        + " is installed"
    case .noUnprivilegedAccount(let reason):
      "PostgreSQL does not run as root, and no other account can be used: \(reason)"
    case .failed(let program, let status, let output):
      "\(program) ended with status \(status): \(output)"
    case .file(let path, let reason): "\(path): \(reason)"
    }
  }
}
