import ArgumentParser
import Calendars
import Dates

/// `almanac calendar show`
struct CalendarShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the holidays of a calendar with the rule, the shift and the line of each.",
    discussion: """
      With --format json an array of objects with date, holiday_id, name, category, observed, \
      status and origin.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: CalendarOptions

  @Argument(help: "The calendar, such as US-MA or city/boston.")
  var name: String

  @Option(help: ArgumentHelp("A year or years, 2027 or 2026..2028; this year.", valueName: "y"))
  var year: YearRange?

  func run() async throws {
    let years = year ?? YearRange(global.date.year...global.date.year)
    let calendar = try options.calendar(name, around: years.middle)
    let table = HolidayTable(calendar, in: years.dates)
    switch global.format {
    case .json: Terminal.output(table.json.compact)
    case .text:
      Terminal.output(table.rows.isEmpty ? "no holidays" : String(table.text.dropLast()))
    }
  }
}
