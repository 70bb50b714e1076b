/// Why a call to PostgreSQL did not succeed.
///
/// A call that was cancelled throws `CancellationError` instead.
public struct PostgresError: Error, Sendable, Hashable {
  /// What kind of failure it is, and so what a caller may do about it.
  public enum Kind: Sendable, Hashable {
    /// The server refused the statement; `sqlState` says why.
    case server
    /// No connection could be made.
    case connectionFailed
    /// The connection broke before or during the call, or was closed.
    case connectionLost
    /// The client's deadline passed; the connection has been dropped.
    case deadline
    /// No connection of the pool came free in time.
    case poolTimeout
    /// The pool has been closed.
    case poolClosed
    /// A parameter does not fit the statement.
    case parameter
    /// A column cannot be read as the type that was asked for.
    case column
    /// The connection cannot do this now, as during a COPY.
    case misuse
  }

  /// The kind of failure.
  public var kind: Kind
  /// The name of the statement, or of the action where there is none (`connect`).
  public var statement: String
  /// The primary message, without a final line break.
  public var message: String
  /// The five-character code of the server's error, such as `23505`.
  public var sqlState: String?
  /// The server's detail.
  public var detail: String?
  /// The server's hint.
  public var hint: String?
  /// Where in the statement's text the error lies, in characters from 1.
  public var position: Int?
  /// The call stack of the error inside the server (PL/pgSQL functions, COPY lines).
  public var context: String?
  /// The schema of the table or object at fault.
  public var schema: String?
  /// The table at fault.
  public var table: String?
  /// The column at fault.
  public var column: String?
  /// The violated constraint.
  public var constraint: String?
  /// Who was refused a right, by the name that the connection was opened with; nil for other errors.
  public var user: String?
  /// The function of the server's source that raised the error.
  var routine: String?

  /// An error of `kind` in `statement`.
  public init(_ kind: Kind, statement: String, message: String, sqlState: String? = nil) {
    self.kind = kind
    self.statement = statement
    self.message = message
    self.sqlState = sqlState
  }

  /// Whether the connection is of no further use after this error.
  public var losesConnection: Bool {
    switch kind {
    case .connectionFailed, .connectionLost, .deadline: true
    case .server, .poolTimeout, .poolClosed, .parameter, .column, .misuse: false
    }
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line: `statement: message (SQLSTATE code); detail: ...; hint: ...`.
  public var description: String {
    var text = "\(statement): \(message)"
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    if let detail { text += "; detail: \(detail)" }
    if let hint { text += "; hint: \(hint)" }
    // libpq and the server break lines where they find it fit; a log does not.
    return text.split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
  }
}
