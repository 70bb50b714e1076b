import ArgumentParser
import Calendars
import Expansion

/// `almanac config schema`
struct ConfigSchemaCommand: ParsableCommand {
  /// The kinds of files that have a schema.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case job, calendar, serve

    /// The schema, made from the declarations by which the files are read.
    var schema: JSON {
      switch self {
      case .job: Job.jsonSchema
      case .calendar: CalendarSchema.json
      case .serve: ServeFile.jsonSchema
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of job files, calendars or serve.yml.",
    discussion: "Jobs/schemas holds what it prints; editors complete and check files by it.")

  @Argument(help: "job, calendar or serve.")
  var kind: Kind

  func run() {
    Terminal.output(String(kind.schema.pretty.dropLast()))
  }
}
