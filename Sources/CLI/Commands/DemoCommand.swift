import ArgumentParser
import Calendars
import Dates
import Foundation
import Market

/// `almanac demo`
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Fill the schema source with a synthetic market.",
    discussion: """
      Equal options and an equal --today make equal rows. A city of an earlier demo is replaced \
      whole, one of the same name that no demo has made only with --replace; other cities stay. \
      Where the schema source consists of views, nothing is written.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Cities; real ones first.", valueName: "n"))
  var cities = 20

  @Option(help: ArgumentHelp("Spaces in each city.", valueName: "n"))
  var spaces = 2_000

  @Option(help: ArgumentHelp("Days from today with bookings and price overrides.", valueName: "n"))
  var days = 60

  @Option(help: ArgumentHelp("What every choice is drawn from.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(help: "Replace cities of the same names, too, that no demo has made.") var replace = false

  func validate() throws {
    try require("--cities", cities, 1...DemoSettings.cityLimit)
    try require("--spaces", spaces, 1...DemoSettings.spaceLimit)
    try require("--days", days, 1...DemoSettings.dayLimit)
  }

  func run() async throws {
    let settings = DemoSettings(
      cities: cities, spaces: spaces, days: days, seed: seed, today: global.today ?? utcToday)
    let display = MarketDisplay(isQuiet: global.quiet)
    let written = try await global.withSource("demo") { connection in
      try await DemoMarket.fill(
        settings, replacesForeign: replace, on: connection, progress: display.show)
    }
    display.finish()
    switch global.format {
    case .json: Terminal.output(written.json.compact)
    case .text: Terminal.output(written.sentence)
    }
  }

  private var utcToday: LocalDate { Instant.now().localDate(in: .gmt) }

  private func require(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) has to be within \(range.lowerBound) and \(range.upperBound)")
    }
  }
}

extension [SourceRelation: Int] {
  /// `city 20, venue 5142, ...`.
  var sentence: String {
    SourceRelation.allCases.map { "\($0.rawValue) \(self[$0] ?? 0)" }.joined(separator: ", ")
  }

  /// `{city: 20, venue: 5142, ...}`.
  var json: JSON {
    .object(SourceRelation.allCases.map { ($0.rawValue, .integer(Int64(self[$0] ?? 0))) })
  }
}
