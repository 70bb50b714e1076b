import ArgumentParser
import Dates
import Expansion
import Foundation

/// Which cities and dates a command looks at.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("city"), parsing: .singleValue,
    help: ArgumentHelp("A city; may be repeated. Default: all of the job.", valueName: "slug"))
  var cities: [String] = []

  @Option(help: ArgumentHelp("The first date. Default: the city's today.", valueName: "date"))
  var from: LocalDate?

  @Option(help: ArgumentHelp("The last date. Default: the end of the horizon.", valueName: "date"))
  var to: LocalDate?

  func validate() throws {
    guard let from, let to, to < from else { return }
    throw ValidationError("--to \(to) is before --from \(from)")
  }

  /// Throws when no city can have any of the dates; `today` is that of every city, if it was given.
  func requireDates(within horizon: Horizon, today: LocalDate?) throws {
    // Somewhere on Earth it is already tomorrow, and elsewhere still yesterday.
    let present = Instant.now().localDate(in: .gmt)
    let first = today ?? present.adding(days: -1)
    let last = horizon.dates(from: today ?? present.adding(days: 1)).last
    guard from ?? first > last || to ?? last < first else { return }
    let wanted = [from.map { "from \($0)" }, to.map { "to \($0)" }].compactMap(\.self)
    throw ReportedFailure(
      .dataError,
      "there is no date \(wanted.joined(separator: " ")): the horizon of \(horizon.days) days goes "
        + "from \(today ?? present) to \(horizon.dates(from: today ?? present).last)")
  }

  /// The options as they were given.
  var words: [String] { SelectionOptions.words(cities, from, to) }

  /// A selection as it is written on the command line.
  static func words(_ cities: [String], _ from: LocalDate?, _ to: LocalDate?) -> [String] {
    cities.map { "--city \($0)" }
      + [from.map { "--from \($0)" }, to.map { "--to \($0)" }].compactMap(\.self)
  }
}

/// How a command that builds goes about it.
struct BuildOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Cities built at once.", valueName: "n"))
  var workers = 2

  @Option(help: ArgumentHelp("Seconds to wait for cities that are leased.", valueName: "seconds"))
  var wait: Double?

  @Option(
    help: ArgumentHelp(
      "Seconds after which a lease that is not renewed can be taken over.", valueName: "seconds",
      visibility: .hidden))
  var lease = 60.0

  func validate() throws {
    guard workers >= 1 else { throw ValidationError("--workers \(workers) is less than 1") }
    guard wait ?? 0 >= 0 else { throw ValidationError("--wait \(wait ?? 0) is negative") }
    guard lease >= 1 else { throw ValidationError("--lease \(lease) is less than 1") }
  }
}
