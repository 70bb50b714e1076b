import ArgumentParser

/// `almanac calendar`
struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Look at holiday calendars, check them, and compare two sets of them.",
    subcommands: [
      CalendarListCommand.self, CalendarShowCommand.self, CalendarCheckCommand.self,
      CalendarOccurrencesCommand.self, CalendarDiffCommand.self, CalendarExportCommand.self,
      CalendarProposeCommand.self, CalendarFetchCommand.self,
    ])
}
