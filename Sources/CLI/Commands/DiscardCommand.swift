import ArgumentParser
import Worker

/// `almanac discard`
struct DiscardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard", abstract: "Drop held cells: what is live stays.",
    discussion: "The same inputs are not built and held again; others are.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: CellSelectionOptions
  @OptionGroup var all: EverythingOption
  @OptionGroup var lease: WaitOptions

  func validate() throws { try all.validate(with: selection) }

  func run() async throws {
    try await InterventionExecution(global: global, wait: lease.wait).perform(
      .discard, "discard", selection)
  }
}
