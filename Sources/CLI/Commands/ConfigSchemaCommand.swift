import ArgumentParser
import Calendars
import Expansion

/// `almanac config schema`
struct ConfigSchemaCommand: ParsableCommand {
  /// The kinds of files that have a schema.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case job, calendar

    /// The schema, made from the declarations by which the files are read.
    var schema: JSON {
      switch self {
      case .job: Job.jsonSchema
      case .calendar: CalendarSchema.json
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of job files or calendars.",
    discussion: "Jobs/schemas holds what it prints; editors complete and check files by it.")

  @Argument(help: "job or calendar.")
  var kind: Kind

  func run() {
    Terminal.output(String(kind.schema.pretty.dropLast()))
  }
}
