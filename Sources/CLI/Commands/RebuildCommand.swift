import ArgumentParser
import Store
import Worker

/// `almanac rebuild`
struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Build and publish every cell whose inputs have changed.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var build: BuildOptions
  @Flag(help: "Build cells although no input has changed.") var full = false
  @Flag(name: .customLong("dry-run"), help: "Show what would be built, and change nothing.")
  var isDryRun = false

  func run() async throws {
    let execution = RunExecution(
      global: global, selection: selection, build: build, defaultWait: 0)
    let words = ["rebuild"] + (full ? ["--full"] : []) + global.jobWords + selection.words
    var request = execution.request(command: words.joined(separator: " "), kind: .rebuild)
    request.isFull = full
    guard !isDryRun else { return try await execution.plan(request) }
    try await execution.perform(request)
  }
}
