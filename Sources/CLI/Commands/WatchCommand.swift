import ArgumentParser
import Expansion
import Foundation
import Store
import Worker

/// `almanac watch`
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Build and publish what changes touch, moments after they are committed.",
    discussion: """
      Runs until SIGTERM or Ctrl-C. Needs 'almanac track install' to hear of changes, with \
      --notify at once and else at its next look; without it everything is compared each minute. Takes up changed job files and calendars, and each \
      city's new day.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Milliseconds between two looks for changes.", valueName: "ms"))
  var poll = 50

  @Option(
    help: ArgumentHelp("Milliseconds from the first change to the work on it.", valueName: "ms"))
  var debounce = 20

  @Option(
    name: .customLong("ping-url"),
    help: ArgumentHelp(
      "A dead man's switch: told URL/start, then URL each minute in which a look has ended well, "
        + "and, with one line, URL/fail.",
      valueName: "url"))
  var monitor: DeadManSwitch?

  func validate() throws {
    guard poll >= 1 else { throw ValidationError("--poll \(poll) is less than 1") }
    guard debounce >= 0 else { throw ValidationError("--debounce \(debounce) is negative") }
  }

  func run() async throws {
    let files = WatchedFiles(path: global.job)
    let first = try files.rules(global)
    let settings = try await global.workerSettings("watch")
    _ = try await global.withConnection("watch") { try await $0.lastGeneration() }
    let interruption = Interruption()
    let signals = StopSignals(interruption)
    defer { signals.stop() }
    let display = WatchDisplay(isQuiet: global.quiet)
    let heart = monitor.map { Heartbeat($0) }
    let once = FirstRules(first)
    let watch = Watch(
      pace: WatchPace(
        poll: .milliseconds(poll), debounce: .milliseconds(debounce), today: global.today),
      settings: settings, interruption: interruption,
      rules: { [global] in
        if let first = once.take() { return first }
        return files.haveChanged() ? try files.rules(global) : nil
      },
      report: { event in
        display.show(event)
        heart?.note(event)
      })
    await withTaskGroup(of: Void.self) { tasks in
      if let heart { tasks.addTask { await heart.beat() } }
      await watch.run()
      tasks.cancelAll()
    }
  }
}
