import ArgumentParser
import Dates
import Store
import Worker

/// `almanac generations`
struct GenerationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generations", abstract: "List publications, the newest first.",
    discussion: """
      Those that are marked as retained can be gone back to by 'almanac rollback', read by the \
      header As-Of, and compared by 'almanac diff'.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(
    name: .customLong("city"), parsing: .singleValue,
    help: ArgumentHelp("A city; may be repeated. Default: all.", valueName: "slug"))
  var cities: [String] = []
  @Option(help: ArgumentHelp("How many.", valueName: "n")) var limit = 20

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit \(limit) is less than 1") }
  }

  func run() async throws {
    let listing = GenerationListing(cities: cities.isEmpty ? nil : cities, limit: limit)
    let records = try await global.withConnection("generations") { connection in
      try await connection.prepareForBuilds()
      return try await listing.perform(on: connection)
    }
    GenerationsOutput(records: records).write(global.format, now: .now())
  }
}
