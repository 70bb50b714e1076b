import ArgumentParser
import Calendars
import Market
import Postgres

/// `almanac source`
struct SourceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "Look at the schema source, which Almanac reads.",
    subcommands: [SourceCheckCommand.self])
}

/// `almanac source check`
struct SourceCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that the schema source meets the contract: its columns, then every row.",
    discussion: "Exit code 1 when something is found; notes alone are no failure.")

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("How many examples of each finding to show.", valueName: "n"))
  var examples = 5

  func validate() throws {
    guard examples >= 1 else { throw ValidationError("--examples has to be 1 or more") }
  }

  func run() async throws {
    let report = try await global.withSource("source check") { connection in
      try await SourceCheck.run(on: connection, examples: examples)
    }
    switch global.format {
    case .json: Terminal.output(report.json.compact)
    case .text: report.lines.forEach(Terminal.output)
    }
    guard report.isMet else { throw ReportedFailure(.findings) }
  }
}

extension SourceReport {
  /// The findings a line each, then what was looked at.
  var lines: [String] {
    let errors = findings.filter { !$0.isNote }
    let notes = findings.filter(\.isNote)
    let counts = SourceRelation.allCases.compactMap { relation in
      rows[relation].map { "\(relation.rawValue) \($0)" }
    }
    return errors.map(\.description) + notes.map { "note: \($0)" }
      + [counts.isEmpty ? "rows were not checked" : "rows: " + counts.joined(separator: ", ")]
      + [isMet ? "the contract is met" : "the contract is not met"]
  }

  /// `{met, rows: {relation: count}, findings: [{relation, finding, note, count, examples:
  /// [{key, value}]}]}`.
  var json: JSON {
    .object([
      ("met", .bool(isMet)),
      (
        "rows",
        .object(
          SourceRelation.allCases.compactMap { relation in
            rows[relation].map { (relation.rawValue, .integer(Int64($0))) }
          })
      ),
      ("findings", .array(findings.map(\.json))),
    ])
  }
}

extension SourceFinding {
  fileprivate var json: JSON {
    .object([
      ("relation", .string(relation.rawValue)), ("finding", .string(kind.rawValue)),
      ("note", .bool(isNote)), ("count", .integer(Int64(count))),
      (
        "examples",
        .array(
          examples.map {
            .object([("key", .string($0.key)), ("value", .optional($0.value))])
          })
      ),
    ])
  }
}

extension GlobalOptions {
  /// Opens a connection for work on the schema source alone, which needs no migration.
  func withSource<T: Sendable>(
    _ purpose: String, _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    let connection = try await Connection.open(try await workerSettings(purpose))
    do {
      let value = try await body(connection)
      await connection.close()
      return value
    } catch {
      await connection.close()
      switch error {
      case let error as InputError: throw ReportedFailure(.dataError, error.description)
      case let error as PostgresError where error.sqlState == "42501":
        throw ReportedFailure(
          .unavailable,
          "\(error.user ?? "the account") lacks a right on the schema source: \(error.message); "
            + "reading takes usage on it and select on its relations, 'almanac demo' and 'almanac "
            + "import' make and fill tables there")
      case let error as SourceTablesError: throw ReportedFailure(.unavailable, error.description)
      default: throw error
      }
    }
  }
}
