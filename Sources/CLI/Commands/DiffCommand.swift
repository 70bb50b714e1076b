import ArgumentParser
import Dates
import Store
import Worker

/// `almanac diff G1 G2`
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what differs between two generations.",
    discussion: """
      What was live when each was published: first the sums, by field and by city, then the cells \
      and the prices that changed most.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The earlier generation.") var earlier: Int64
  @Argument(help: "The later generation.") var later: Int64
  @Option(
    name: .customLong("city"), parsing: .singleValue,
    help: ArgumentHelp("A city; may be repeated. Default: all.", valueName: "slug"))
  var cities: [String] = []
  @Option(help: ArgumentHelp("The only date. Default: all.", valueName: "date"))
  var date: LocalDate?
  @Option(help: ArgumentHelp("How many cells and prices to name.", valueName: "n")) var top = 10

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top \(top) is negative") }
  }

  func run() async throws {
    let comparer = GenerationComparer(
      from: earlier, to: later, cities: cities.isEmpty ? nil : cities, date: date, top: top)
    let difference = try await global.withConnection("diff") { connection in
      try await connection.prepareForBuilds()
      return try await comparer.perform(on: connection)
    }
    DifferenceOutput(difference: difference).write(global.format)
  }
}
