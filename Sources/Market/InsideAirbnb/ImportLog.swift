import Synchronization

/// Collects an import's issues: each kind's count and first examples.
final class ImportLog: Sendable {
  private struct State {
    var summaries: [ImportIssue.Kind: IssueSummary] = [:]
  }

  private let state = Mutex(State())
  private let examples: Int
  private let observer: @Sendable (ImportIssue) -> Void

  /// Keeps so many examples of each kind; `observer` sees every issue.
  init(examples: Int, observer: @escaping @Sendable (ImportIssue) -> Void) {
    self.examples = examples
    self.observer = observer
  }

  func note(_ issue: ImportIssue) {
    observer(issue)
    state.withLock { state in
      var summary = state.summaries[issue.kind] ?? IssueSummary(kind: issue.kind)
      summary.count += issue.count
      if summary.first.count < examples { summary.first.append(issue) }
      state.summaries[issue.kind] = summary
    }
  }

  /// What has been noted, in the order in which the kinds are declared.
  var summaries: [IssueSummary] {
    let all = state.withLock { $0.summaries }
    return ImportIssue.Kind.allCases.compactMap { all[$0] }
  }
}

/// All issues of one kind: how many listings, rows or days, and the first of them.
public struct IssueSummary: Hashable, Sendable {
  /// What is the matter.
  public let kind: ImportIssue.Kind
  /// How many listings, rows or days it concerns.
  public var count = 0
  /// The first issues, in the order in which they were found.
  public var first: [ImportIssue] = []

  init(kind: ImportIssue.Kind) { self.kind = kind }
}
