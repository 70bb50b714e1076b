import ArgumentParser

@main
struct Almanac: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "almanac",
    abstract: "Precomputes the discovery of bookable places into PostgreSQL, and serves it.",
    discussion: """
      Exit codes: 0 done; 1 finished with failures, held cells or findings; 64 usage; 65 bad \
      input data; 69 database unreachable or its schema not usable; 75 busy, try later; 78 \
      configuration or calendar invalid.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Database", subcommands: [UpCommand.self, DownCommand.self, MigrateCommand.self]),
      CommandGroup(
        name: "Sources", subcommands: [SourceCommand.self, DemoCommand.self, ImportCommand.self]),
      CommandGroup(name: "Rules", subcommands: [ConfigCommand.self, CalendarCommand.self]),
      CommandGroup(
        name: "Work",
        subcommands: [
          PlanCommand.self, RebuildCommand.self, RefreshCommand.self, RunCommand.self,
          TrackCommand.self, WatchCommand.self, StatusCommand.self, PruneCommand.self,
        ]),
      CommandGroup(name: "Answers", subcommands: [ServeCommand.self, VerifyCommand.self]),
      CommandGroup(
        name: "Measuring", subcommands: [BenchCommand.self, BenchHandlerCommand.self]),
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as ReportedFailure {
      if let message = error.message { Terminal.error("almanac: \(message)") }
      exit(withError: ExitCode(error.status.rawValue))
    } catch {
      exitReporting(error)
    }
  }

  /// Ends the process with what an error is worth; errors of the command line speak for themselves.
  private static func exitReporting(_ error: any Error) -> Never {
    guard let failure = ReportedFailure(error) else { exit(withError: error) }
    if let message = failure.message { Terminal.error("almanac: \(message)") }
    exit(withError: ExitCode(failure.status.rawValue))
  }
}
