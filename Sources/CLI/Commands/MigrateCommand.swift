import ArgumentParser
import Calendars
import Postgres
import Store

/// `almanac migrate`
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the schema almanac of the database up to date.")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let applied = try await ReportedFailure.asOwner {
      try await MigrateCommand.migrate(try await global.workerSettings("migrate"))
    }
    switch global.format {
    case .json: Terminal.output(JSON.object([("applied", .integer(Int64(applied)))]).compact)
    case .text: Terminal.output(applied == 0 ? "up to date" : "\(applied) migrations applied")
    }
  }

  /// Applies what is missing; returns how many migrations that were.
  static func migrate(_ settings: ConnectionSettings) async throws -> Int {
    let connection = try await Connection.open(settings)
    do {
      let applied = try await Migrator.ours.migrate(connection).count
      await connection.close()
      return applied
    } catch {
      await connection.close()
      throw error
    }
  }
}
