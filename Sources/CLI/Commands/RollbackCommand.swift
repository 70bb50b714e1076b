import ArgumentParser
import Worker

/// `almanac rollback GENERATION`
struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Make live again what was live at a generation, and pin it.",
    discussion: """
      A new publication that points at the old versions. No run publishes over the cells until \
      'almanac unpin'. Cells that did not exist at the generation stay as they are. 'almanac \
      generations' shows what can be gone back to.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: CellSelectionOptions
  @OptionGroup var lease: WaitOptions
  @Argument(help: "The generation to go back to.") var generation: Int64

  func run() async throws {
    try await InterventionExecution(global: global, wait: lease.wait).perform(
      .rollBack(to: generation), "rollback \(generation)", selection)
  }
}

/// How long a command waits for cities that another process works on.
struct WaitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Seconds to wait for cities that are leased.", valueName: "seconds"))
  var wait = 0.0

  func validate() throws {
    guard wait >= 0 else { throw ValidationError("--wait \(wait) is negative") }
  }
}
