public import Postgres

/// Why the schema cannot be migrated or used.
public enum MigrationError: Error, Sendable, Hashable {
  /// The name does not begin with the number in four digits, or is not a verb and an object.
  case name(String)
  /// Two files bear one number.
  case duplicate(number: Int, names: [String])
  /// A number is missing before this file.
  case hole(missing: Int, before: String)
  /// A migration that was applied has another text, or another name, than the file of its number.
  case edited(applied: String, file: String)
  /// The database has migrations that this program does not know.
  case newerDatabase(unknown: [String])
  /// These migrations have not been applied.
  case olderDatabase(pending: [String])
  /// Another process has held the migrations' lock for too long.
  case locked
  /// A migration ends the transaction that it runs in.
  case endsTransaction(path: String, line: Int)
  /// A statement of a migration failed.
  case failed(SQLFailure)
}

/// A statement of a file that the server refused, and where.
public struct SQLFailure: Sendable, Hashable {
  /// The file, from the root of the repository.
  public let path: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// The text of the line.
  public let text: String
  /// What the server says.
  public let error: PostgresError
}

extension MigrationError: CustomStringConvertible {
  /// A sentence for the person at the terminal; several lines for a statement that failed.
  public var description: String {
    switch self {
    case .name(let name):
      "\(name).sql is not named as a migration: four digits, a verb and an object, "
        + "such as 0001_create_runs.sql"
    case .duplicate(let number, let names):
      "migration \(number) exists \(names.count) times: \(names.joined(separator: ", "))"
    case .hole(let missing, let before): "migration \(missing) is missing before \(before)"
    case .edited(let applied, let file) where applied == file:
      "\(file) was edited after it had been applied; add a new migration instead"
    case .edited(let applied, let file):
      "\(applied) was applied to the database, but the file of that number is \(file)"
    case .newerDatabase(let unknown):
      "the schema is newer than this program, which does not know "
        + "\(unknown.joined(separator: ", ")); use a newer program"
    case .olderDatabase(let pending):
      "the schema is older than this program: \(pending.joined(separator: ", ")) "
        + "not applied; run `almanac migrate`"
    case .locked: "another process is migrating this database; try again later"
    case .endsTransaction(let path, let line):
      "\(path):\(line): a migration must not end its transaction"
    case .failed(let failure): failure.description
    }
  }
}

extension SQLFailure: CustomStringConvertible {
  /// `file:line:column: message`, the line with a mark under the column, and what the server adds.
  public var description: String {
    let gutter = String(line)
    let blank = String(repeating: " ", count: gutter.count)
    let indent = String(text.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
    let state = error.sqlState.map { " (SQLSTATE \($0))" } ?? ""
    let notes = [("detail", error.detail), ("hint", error.hint), ("context", error.context)]
      .compactMap { label, note in note.map { "\n\(label): \($0)" } }
    return """
      \(path):\(line):\(column): \(error.message)\(state)
      \(gutter) | \(text)
      \(blank) | \(indent)^
      """ + notes.joined() + (error.sqlState == "42501" ? SQLFailure.rights : "")
  }

  /// What migrating takes.
  private static let rights = """

    needed: the right to create schemas in this database and CREATEROLE, or the roles almanac_owner, \
    almanac_worker and almanac_reader, which somebody who has it made with 'create role ... nologin'; \
    later migrations are for the account that ran the first
    """
}

extension String {
  fileprivate init(_ scalars: [Unicode.Scalar]) {
    self = scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
  }
}
