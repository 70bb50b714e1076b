public import Dates
public import Expansion
import Foundation
public import Postgres
import Store

/// Keeps the results fresh: builds and publishes what changes touch, moments after they are
/// committed, until it is interrupted.
///
/// Survives restarts of the database: what was under way is done again.
public struct Watch: Sendable {
  private let pace: WatchPace
  private let settings: ConnectionSettings
  private let interruption: Interruption
  private let rules: @Sendable () throws -> JobRules?
  private let report: @Sendable (WatchEvent) -> Void
  private let connections: WarmConnections
  private let present: @Sendable () -> Instant
  private let bell = Bell()
  /// One for all its runs, so that a lost connection leaves no lease to wait for.
  private let processID = UUID().uuidString

  /// A watch that has not begun.
  ///
  /// `present` is the clock that decides what each city's today is. `rules` is asked at least every second, and answers nil when nothing has changed since; when
  /// it throws, the rules from before stay in force. `report` is called at each event.
  public init(
    pace: WatchPace, settings: ConnectionSettings, interruption: Interruption,
    rules: @Sendable @escaping () throws -> JobRules?,
    present: @Sendable @escaping () -> Instant = { .now() },
    report: @Sendable @escaping (WatchEvent) -> Void
  ) {
    self.present = present
    self.pace = pace
    self.settings = settings
    self.interruption = interruption
    self.rules = rules
    self.report = report
    connections = WarmConnections(settings)
  }

  /// What is remembered between two looks.
  private struct Memory {
    var rules: JobRules?
    var rulesReadAt: ContinuousClock.Instant?
    /// Whether the files say something else, and cannot be read.
    var isMisread = false
    var roundAt: ContinuousClock.Instant?
    var prunedAt = ContinuousClock.now
    var gaps: [String]?
    /// The cities of the job, but for those that the last look found leased or broken: they wait
    /// for the next round.
    var cities: Set<Int32> = []
    var failures = 0
  }

  /// Watches until it is interrupted.
  public func run() async {
    let listener = ChangeListener(settings: settings, bell: bell)
    await withTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await listener.listen() }
      await watch()
      tasks.cancelAll()
    }
  }

  private func watch() async {
    var memory = Memory()
    while !interruption.isRequested {
      do {
        try await look(&memory)
        memory.failures = 0
        await waitForChanges()
      } catch {
        report(.trouble(error))
        await connections.close()
        memory.roundAt = nil
        memory.failures += 1
        await pause(.milliseconds(min(10_000, 250 << min(memory.failures, 6))))
      }
    }
    await connections.close()
  }

  private func look(_ memory: inout Memory) async throws {
    let now = ContinuousClock.now
    if memory.rulesReadAt.map({ now - $0 >= .seconds(1) }) ?? true {
      memory.rulesReadAt = now
      try readRules(&memory)
    }
    guard let rules = memory.rules else { return }
    let isRound = memory.roundAt.map { now - $0 >= pace.round } ?? true
    let failures = try await isRound ? goRound(rules, &memory) : follow(rules, &memory)
    if isRound { memory.roundAt = now }
    if !memory.isMisread { report(.looked(failures: failures, isRound: isRound)) }
  }

  private func readRules(_ memory: inout Memory) throws {
    do {
      guard let rules = try rules() else { return }
      memory.rules = rules
      memory.roundAt = nil
      memory.isMisread = false
    } catch  where memory.rules != nil {
      memory.isMisread = true
      report(.trouble(error))
    }
  }

  /// Looks at every city, in a schema that is still the one that this program knows.
  private func goRound(_ rules: JobRules, _ memory: inout Memory) async throws -> [RunFailure] {
    let isFirst = memory.gaps == nil
    try await tellGaps(&memory)
    return try await perform(rules, cities: nil, isFirst: isFirst, &memory)
  }

  private func tellGaps(_ memory: inout Memory) async throws {
    let gaps = try await connections.lend { connection in
      try await Migrator.ours.requireCurrent(connection)
      return try await connection.sourceStanding().gaps
    }
    if gaps != memory.gaps { report(gaps.isEmpty ? .tracked : .untracked(gaps: gaps)) }
    memory.gaps = gaps
  }

  /// Looks at the cities that have changes.
  private func follow(_ rules: JobRules, _ memory: inout Memory) async throws -> [RunFailure] {
    let changed = try await connections.lend { try await $0.citiesWithChanges() }
    let cities =
      changed.contains(nil)
      ? memory.cities : memory.cities.intersection(changed.compactMap { $0 })
    guard !cities.isEmpty else { return [] }
    await pause(pace.debounce)
    return try await perform(rules, cities: cities, isFirst: false, &memory)
  }

  private func perform(
    _ rules: JobRules, cities: Set<Int32>?, isFirst: Bool, _ memory: inout Memory
  ) async throws -> [RunFailure] {
    var request = RunRequest(command: "watch", kind: .refresh, instant: present())
    request.cityIDs = cities
    request.prunes = cities == nil && ContinuousClock.now - memory.prunedAt >= pace.prune
    request.recordsStages = false
    request.today = pace.today
    request.present = present
    let run = Run(
      request, rules: rules, connections: connections, processID: processID, settings: settings,
      interruption: interruption)
    let done = try await run.performWarm()
    if request.prunes { memory.prunedAt = .now }
    if cities == nil { memory.cities = Set(done.cityIDs.values) }
    let unable = done.failures.map(\.city) + done.busy.map(\.city)
    memory.cities.subtract(unable.compactMap { done.cityIDs[$0] })
    let isSilent = done.cells.built == 0 && done.cells.published == 0 && done.failures.isEmpty
    if isFirst || !isSilent { report(.ran(done)) }
    return done.failures
  }

  /// Waits for the next look: until a writer says something, or for the poll's time.
  private func waitForChanges() async {
    let end = ContinuousClock.now + pace.poll
    while ContinuousClock.now < end, !interruption.isRequested {
      let left = end - ContinuousClock.now
      if await bell.wait(atMost: min(left, .milliseconds(50))) { return }
    }
  }

  /// Waits, but not longer than a moment after an interruption.
  private func pause(_ duration: Duration) async {
    let end = ContinuousClock.now + duration
    while ContinuousClock.now < end, !interruption.isRequested {
      let left = end - ContinuousClock.now
      try? await Task.sleep(for: min(left, .milliseconds(50)))
    }
  }
}
