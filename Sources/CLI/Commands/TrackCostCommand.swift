import ArgumentParser
import Calendars
import Store
import Worker

/// `almanac track cost`
struct TrackCostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "Measure what the triggers cost those who write to the source.",
    discussion: """
      Writes to two scratch tables in the schema almanac, one with triggers, in turns, each \
      statement in a transaction of its own, and compares the medians. Needs the right to create \
      tables in the schema almanac.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Statements on each table.", valueName: "n"))
  var statements = 500

  func validate() throws {
    guard statements >= 1 else { throw ValidationError("--statements has to be 1 or more") }
  }

  func run() async throws {
    let statements = statements
    let interruption = Interruption()
    let signals = StopSignals(interruption)
    defer { signals.stop() }
    let costs = try await global.withConnection("track cost") { connection in
      [
        try await connection.captureCost(
          rowsPerStatement: 1, statements: statements,
          isStopping: { interruption.isRequested }),
        try await connection.captureCost(
          rowsPerStatement: 1000, statements: max(1, statements / 20),
          isStopping: { interruption.isRequested }),
      ]
    }
    switch global.format {
    case .json: Terminal.output(JSON.array(costs.map(\.json)).compact)
    case .text: costs.forEach { Terminal.output($0.line) }
    }
  }
}

extension CaptureCost {
  fileprivate var line: String {
    """
    \(rowsPerStatement) \(rowsPerStatement == 1 ? "row" : "rows") a statement: \
    \(microseconds(plainSeconds)) us without triggers, \(microseconds(trackedSeconds)) us with \
    them, \(hundredths) x
    """
  }

  private var hundredths: String {
    let rounded = Int((ratio * 100).rounded())
    return "\(rounded / 100).\(rounded / 10 % 10)\(rounded % 10)"
  }

  fileprivate var json: JSON {
    .object([
      ("rows_per_statement", .integer(Int64(rowsPerStatement))),
      ("plain_seconds", .decimal(plainSeconds)), ("tracked_seconds", .decimal(trackedSeconds)),
      ("ratio", .decimal(ratio)),
    ])
  }

  private func microseconds(_ seconds: Double) -> Int { Int((seconds * 1_000_000).rounded()) }
}
