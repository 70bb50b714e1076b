import ArgumentParser
import Store
import Worker

/// `almanac plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what a rebuild would do, cell by cell, and why.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions
  @Flag(help: "As for a full rebuild.") var full = false

  func run() async throws {
    let execution = RunExecution(
      global: global, selection: selection, build: try BuildOptions.parse([]), defaultWait: 0)
    var request = execution.request(command: "plan", kind: .rebuild)
    request.isFull = full
    try await execution.plan(request)
  }
}
