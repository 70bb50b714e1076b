import Calendars
import Expansion
import Foundation
import Synchronization

/// The files of a job, its calendars and the copies of their feeds, by number, size and time of
/// change.
final class WatchedFiles: Sendable {
  private struct State {
    var jobFiles: [String]
    var folder: String?
    var stamps: [String: String] = [:]
  }

  private let state: Mutex<State>

  init(path: String) {
    state = Mutex(State(jobFiles: [path]))
  }

  /// The rules as the files say them now, read and free of errors.
  func rules(_ global: GlobalOptions) throws -> JobRules {
    let start = Date()
    let rules = try global.rules()
    _ = try rules.calendars()
    note(rules.job, readFrom: start)
    return rules
  }

  /// Remembers how the files look that a job was read from, beginning at `start`.
  func note(_ job: Job, readFrom start: Date) {
    state.withLock { state in
      state.jobFiles = job.files
      state.folder = job.calendarsFolder
      // What was written while it was read may have been read before; the clock of files lags.
      state.stamps = WatchedFiles.stamps(of: state, before: start.addingTimeInterval(-0.1))
    }
  }

  /// Whether a file has come, gone or changed since it was noted, or since this was last asked.
  func haveChanged() -> Bool {
    state.withLock { state in
      let stamps = WatchedFiles.stamps(of: state)
      defer { state.stamps = stamps }
      return state.stamps != stamps
    }
  }

  /// How each file looks; those that have changed since `limit` look like nothing.
  private static func stamps(
    of state: State, before limit: Date = .distantFuture
  ) -> [String: String] {
    let calendars = state.folder.map(paths) ?? []
    // A record beside a copy says only when that was last compared.
    let feeds = paths(in: FeedCopy.folder).filter { $0.hasSuffix(".ics") }
    let pairs = (state.jobFiles + calendars + feeds).map { path in
      let found = try? FileManager.default.attributesOfItem(atPath: path)
      let time = found?[.modificationDate] as? Date ?? .distantPast
      // To the fraction of a second: an edit may follow another at once, and be as long.
      let parts: [Any?] = [
        time.timeIntervalSinceReferenceDate, found?[.size], found?[.systemFileNumber],
      ]
      return (path, time < limit ? "\(parts)" : "")
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func paths(in folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
      .map { "\(folder)/\($0)" }
  }
}

/// Rules that are handed out once.
final class FirstRules<Rules: Sendable>: Sendable {
  private let rules: Mutex<Rules?>

  init(_ rules: Rules) {
    self.rules = Mutex(rules)
  }

  /// The rules, at the first call.
  func take() -> Rules? {
    rules.withLock { rules in
      defer { rules = nil }
      return rules
    }
  }
}
