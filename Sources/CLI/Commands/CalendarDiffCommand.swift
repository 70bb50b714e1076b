import ArgumentParser
import Calendars
import Dates
import Expansion

/// `almanac calendar diff`
struct CalendarDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Print the days that change between two sets of calendars.",
    discussion: """
      OLD and NEW are folders, or single files whose parents are looked for beside them, then in \
      --calendars.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: CalendarOptions

  @Argument(help: "The calendars as they were.")
  var old: String

  @Argument(help: "The calendars as they are to be.")
  var new: String

  @Option(
    help: ArgumentHelp("The years, 2026..2028; this one and the next two.", valueName: "a..b"))
  var years: YearRange?

  @Option(help: ArgumentHelp("One calendar alone; may be given again.", valueName: "name"))
  var calendar: [String] = []

  func run() async throws {
    let years = years ?? YearRange(global.date.year...global.date.year + 2)
    let before = CalendarFileSet([old], fallback: options.calendars, from: .disk)
    let after = CalendarFileSet([new], fallback: options.calendars, from: .disk)
    let unread = before.unread + after.unread
    guard unread.isEmpty else {
      throw ReportedFailure(.configuration, String(unread.rendered().dropLast()))
    }
    let difference = CalendarDifference(
      from: before.library(around: years.middle), to: after.library(around: years.middle),
      in: years.dates, calendars: calendar.isEmpty ? nil : calendar)
    switch global.format {
    case .json: Terminal.output(difference.json.compact)
    case .text: Terminal.output(String(difference.text.dropLast()))
    }
  }
}
