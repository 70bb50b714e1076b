import ArgumentParser
import Calendars
import Dates
import Foundation
import Store
import Worker

/// `almanac withdraw`
struct WithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take a space out of every live and retained version.",
    discussion: """
      At once, and for all that is built later, until it is undone. Neither a rollback nor a \
      release brings it back.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: ArgumentHelp("The space.", valueName: "id")) var space: Int64
  @Option(help: ArgumentHelp("Why, for the records.", valueName: "text")) var reason: String?
  @Flag(name: .customLong("undo"), help: "Let the space back in.") var isUndone = false

  func validate() throws {
    guard !isUndone || reason == nil else {
      throw ValidationError("--reason goes without --undo")
    }
  }

  func run() async throws {
    let withdrawal = Withdrawal(spaceID: space, person: NSUserName())
    let start = ContinuousClock.now
    if isUndone {
      let cells = try await global.withConnection("withdraw") { connection in
        try await withdrawal.undo(on: connection, at: .now())
      }
      return report([("live_cells", cells)], since: start) {
        """
        space \(space) is let back in: \(cells) live cells are to be built anew, by the next run \
        or now by 'almanac refresh --space \(space)'
        """
      }
    }
    let cells = try await global.withConnection("withdraw") { connection in
      try await withdrawal.perform(reason: reason, on: connection, at: .now())
    }
    report([("live_cells", cells.liveCells), ("versions", cells.versions)], since: start) {
      """
      space \(space) is withdrawn: taken out of \(cells.liveCells) live cells and \
      \(cells.versions - cells.liveCells) other versions
      """
    }
  }

  private func report(
    _ counts: [(String, Int)], since start: ContinuousClock.Instant, _ sentence: () -> String
  ) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    switch global.format {
    case .json:
      let members = counts.map { ($0.0, JSON.integer(Int64($0.1))) }
      Terminal.output(
        JSON.object(
          [("space", .string("\(space)")), ("is_withdrawn", .bool(!isUndone))] + members
            + [("seconds", .decimal(seconds))]
        ).compact)
    case .text where !global.quiet:
      Terminal.output("\(sentence()) (\(Int((seconds * 1000).rounded())) ms)")
    case .text: break
    }
  }
}
