import ArgumentParser
import Worker

/// `almanac unpin`
struct UnpinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin", abstract: "Let runs publish again over what a rollback has pinned.",
    discussion: "Without options everything that is pinned.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: CellSelectionOptions
  @OptionGroup var lease: WaitOptions

  func run() async throws {
    try await InterventionExecution(global: global, wait: lease.wait).perform(
      .unpin, "unpin", selection)
  }
}
