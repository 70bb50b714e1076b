import ArgumentParser
import Calendars
import Dates

/// `almanac calendar export`
struct CalendarExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print the holidays of a calendar as an .ics file.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: CalendarOptions

  @Argument(help: "The calendar, such as US-MA or city/boston.")
  var name: String

  @Option(help: ArgumentHelp("A year or years, 2027 or 2026..2028; this year.", valueName: "y"))
  var year: YearRange?

  func run() async throws {
    let years = year ?? YearRange(global.date.year...global.date.year)
    let calendar = try options.calendar(name, around: years.middle)
    let export = CalendarExport(calendar, in: years.dates, stamp: .now())
    Terminal.write(export.text)
  }
}
