import ArgumentParser
import Expansion
import Store
import Worker

/// `almanac run NAME`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do all the steps of the job file Jobs/NAME.yml.",
    discussion: "What cron calls.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var build: BuildOptions
  @Argument(help: "The job's name, such as nightly.") var name: String

  func validate() throws {
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw ValidationError("'\(name)' is not the name of a job; Jobs/nightly.yml is 'nightly'")
    }
  }

  func run() async throws {
    var global = self.global
    global.job = "Jobs/\(name).yml"
    let steps = try global.loadJob().job.steps
    global.quiet = self.global.quiet

    guard let first = steps.first(where: { $0 == .rebuild || $0 == .refresh }) else { return }
    let execution = RunExecution(
      global: global, selection: try SelectionOptions.parse([]), build: build,
      defaultWait: first == .refresh ? 60 : 0)
    var request = execution.request(
      command: "run \(name)", kind: first == .rebuild ? .rebuild : .refresh)
    request.prunes = steps.contains(.prune)
    try await execution.perform(request)
  }
}
