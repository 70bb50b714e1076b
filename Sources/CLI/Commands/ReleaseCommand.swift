import ArgumentParser
import Worker

/// `almanac release`
struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Publish held cells: a person has looked, and they are right.",
    discussion: """
      A cell is refused when what is live has moved since it was held, or is pinned. 'almanac \
      status' shows what is held, and why.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: CellSelectionOptions
  @OptionGroup var all: EverythingOption
  @OptionGroup var lease: WaitOptions

  func validate() throws { try all.validate(with: selection) }

  func run() async throws {
    try await InterventionExecution(global: global, wait: lease.wait).perform(
      .release, "release", selection)
  }
}

/// The word for everything, where nothing named would be too easily said.
struct EverythingOption: ParsableArguments {
  @Flag(name: .customLong("all"), help: "Everything that is held.") var isEverything = false

  func validate(with selection: CellSelectionOptions) throws {
    guard isEverything != selection.isEmpty else { return }
    throw ValidationError(
      isEverything
        ? "--all goes without --city, --from and --to"
        : "name what is meant by --city, --from and --to, or say --all")
  }
}
