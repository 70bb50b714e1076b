import ArgumentParser

/// `almanac config`
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check the job file, and look at the days that it makes.",
    subcommands: [ConfigCheckCommand.self, ConfigExpandCommand.self, ConfigSchemaCommand.self])
}
