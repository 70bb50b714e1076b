import Calendars
import EmbeddedPostgres
import Market
import Postgres
import Store
import Verification
import Worker

/// A failure as the user is told of it: one message and an exit code.
struct ReportedFailure: Error {
  var status: ExitStatus
  /// The message; nil when everything has been said.
  var message: String?
  /// The one line for a monitor.
  var line: String?

  init(_ status: ExitStatus, _ message: String? = nil, line: String? = nil) {
    self.status = status
    self.message = message
    self.line = line ?? message
  }

  /// What an error is worth, or nil when it is the command line's own.
  init?(_ error: any Error) {
    switch error {
    case let error as ReportedFailure: self = error
    case let error as PostgresError: self.init(error)
    case let error as DemoError: self.init(.dataError, error.description)
    case let error as RunError: self.init(.dataError, error.description)
    case let error as CatalogueError: self.init(.dataError, error.description)
    case let error as Diagnostic: self.init(.configuration, "\(error)")
    case let error as EmbeddedPostgresError: self.init(.unavailable, "\(error)")
    case let error as MigrationError: self.init(.unavailable, "\(error)")
    case let error as VerificationError: self.init(.unavailable, "\(error)")
    case is CancellationError: self.init(.temporary, "interrupted")
    default: return nil
    }
  }

  private init(_ error: PostgresError) {
    switch (error.kind, error.sqlState ?? "") {
    case (.connectionFailed, _), (.connectionLost, _), (.deadline, _), (.poolTimeout, _),
      (.poolClosed, _):
      self.init(.unavailable, "the database cannot be reached: \(error)")
    case (.server, "3F000"), (.server, "42P01"), (.server, "42703"):
      self.init(.unavailable, ReportedFailure.absence(error.message))
    case (.server, "42501"): self.init(.unavailable, ReportedFailure.refusal(error))
    case (.server, "25006"):
      self.init(
        .unavailable,
        "\(error.message): this server is a standby, or read-only; name the primary, such as by "
          + "target_session_attrs=read-write in the URL")
    case (.column, _), (.server, "21000"), (.server, "22004"), (.server, "23502"):
      self.init(.findings, "\(error); 'almanac source check' names rows of the source at fault")
    case (.server, "55P03"), (.server, "40001"), (.server, "40P01"), (.server, "57014"):
      self.init(.temporary, "\(error)")
    default:
      self.init(.findings, "\(error)")
    }
  }

  /// What to do about a relation or a column that is not there.
  private static func absence(_ message: String) -> String {
    // A column is named without its schema; those of the schema almanac have been counted before.
    let way =
      message.contains("almanac.")
      ? "run 'almanac migrate'"
      : "'almanac source check' tells what the schema source lacks; 'almanac demo' makes a market, "
        + "'almanac import' reads one"
    return "the database lacks something that this program needs: \(message); \(way)"
  }

  /// What to do about a right that is missing.
  private static func refusal(_ error: PostgresError) -> String {
    let user = error.user ?? "the account"
    return "\(user) lacks a right: \(error.message); 'grant almanac_worker to \(user)', as the "
      + "owner of the schema almanac (almanac_reader is enough for 'serve'); for the schema source, "
      + "grant usage on it and select on its relations to almanac_worker"
  }

  /// Does what only the owner of the schema almanac may do, and says so when somebody else tries.
  static func asOwner<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as PostgresError where error.sqlState == "42501" {
      throw ReportedFailure(
        .unavailable,
        "\(error.user ?? "the account") lacks a right: \(error.message); 'migrate' and 'track' are "
          + "for the account that made the schema almanac, and 'track' takes the right TRIGGER on "
          + "the tables")
    }
  }
}
