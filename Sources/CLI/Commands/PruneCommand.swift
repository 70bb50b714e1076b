import ArgumentParser
import Calendars
import Store
import Worker

/// `almanac prune`
struct PruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove past dates and versions that retention does not keep.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var build: BuildOptions

  func run() async throws {
    let execution = RunExecution(
      global: global, selection: selection, build: build, defaultWait: 0)
    var request = execution.request(command: "prune", kind: .rebuild)
    request.builds = false
    request.prunes = true
    try await execution.perform(request)
  }
}
