import ArgumentParser
import Calendars
import EmbeddedPostgres
import Postgres
import Store

/// `almanac up`
struct UpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Start the embedded PostgreSQL, making it on first use.")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let cluster = EmbeddedCluster(folder: GlobalOptions.clusterFolder)
    let running = try await cluster.up()
    if let note = running.note { Terminal.error("note: \(note)") }
    let applied = try await MigrateCommand.migrate(.worker(url: running.url))
    switch global.format {
    case .json:
      Terminal.output(
        JSON.object([
          ("url", .string(running.url)), ("log", .string(running.log)),
          ("migrations_applied", .integer(Int64(applied))),
        ]).compact)
    case .text:
      let state = running.isNew ? "started" : "already runs"
      Terminal.output("PostgreSQL \(state): \(running.url)")
      if applied > 0 { Terminal.output("\(applied) migrations applied") }
    }
  }
}

/// `almanac down`
struct DownCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Stop the embedded PostgreSQL.")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let wasRunning = try await EmbeddedCluster(folder: GlobalOptions.clusterFolder).down()
    switch global.format {
    case .json: Terminal.output(JSON.object([("was_running", .bool(wasRunning))]).compact)
    case .text: Terminal.output(wasRunning ? "PostgreSQL stopped" : "PostgreSQL did not run")
    }
  }
}
