import ArgumentParser
import Calendars

/// `almanac calendar list`
struct CalendarListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the calendars of a folder.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: CalendarOptions

  func run() async throws {
    let listing = CalendarListing(try options.library(around: global.date))
    switch global.format {
    case .json: Terminal.output(listing.json.compact)
    case .text: Terminal.output(String(listing.text.dropLast()))
    }
  }
}
