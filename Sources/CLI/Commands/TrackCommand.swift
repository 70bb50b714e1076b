import ArgumentParser
import Calendars
import Postgres
import Store

/// `almanac track`
struct TrackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: "Have the source write down what changes, so that nothing has to be compared.",
    subcommands: [
      TrackInstallCommand.self, TrackRemoveCommand.self, TrackStatusCommand.self,
      TrackCostCommand.self,
    ], defaultSubcommand: TrackStatusCommand.self)
}

/// `almanac track install`
struct TrackInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Put triggers on the tables of the source.",
    discussion: """
      Without options: on the seven relations of the schema source, when they are tables. Behind \
      views, name the tables, with SQL for what a row r says of the change: --table \
      'booking=hotel.reservations(space_id=r.room_type_no, starts_on=r.arrival, \
      ends_on=r.arrival + r.nights)'. Keys: city_id, space_id, starts_on, ends_on (the day after \
      the last). What is left out stands for any: more is looked at, nothing is missed. --rest \
      adds every other table behind the views, with nothing said.

      Each statement that writes such a table appends one row, or one a city, to almanac.change, \
      in its own transaction. Run it again after changing the views.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .customLong("table"), parsing: .singleValue,
    help: ArgumentHelp(
      "A table behind a relation of the source.", valueName: "relation=schema.table(...)"),
    transform: TrackedTable.init)
  var tables: [TrackedTable] = []

  @Flag(help: "Every table behind the source that is not named.") var rest = false

  @Flag(
    help: """
      Have each writer wake 'almanac watch' at once (NOTIFY). Off unless asked for: PostgreSQL lets \
      transactions that notify commit only one after the other.
      """)
  var notify = false

  func run() async throws {
    let wanted = tables
    let addsRest = rest
    let notifying = notify
    let state = try await asOwner { connection in
      let known = try await connection.sourceTables()
      let chosen = try TrackedTable.choose(wanted, rest: addsRest, among: known)
      do {
        try await connection.track(chosen, notifying: notifying)
      } catch let error as PostgresError
        where error.sqlState?.hasPrefix("42") == true && error.sqlState != "42501"
      {
        throw ReportedFailure(.usage, "the SQL of --table cannot be used: \(error.message)")
      }
      return try await TrackState(connection)
    }
    state.write(global.format)
  }

  private func asOwner(
    _ body: @Sendable (Connection) async throws -> TrackState
  ) async throws -> TrackState {
    try await ReportedFailure.asOwner { try await global.withConnection("track", body) }
  }
}

/// `almanac track remove`
struct TrackRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take the triggers away, and all that they have written.")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let wasThere = try await ReportedFailure.asOwner {
      try await global.withConnection("track") { try await $0.untrack() }
    }
    switch global.format {
    case .json: Terminal.output(JSON.object([("removed", .bool(wasThere))]).compact)
    case .text: Terminal.output(wasThere ? "removed" : "nothing was tracked")
    }
  }
}

/// `almanac track status`
struct TrackStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show which tables are tracked, and what is missing.")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await global.withConnection("track") { try await TrackState($0) }.write(global.format)
  }
}
