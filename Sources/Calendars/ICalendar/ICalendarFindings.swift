/// Findings about one file in the order in which they were made, bounded in number.
struct ICalendarFindings {
  private(set) var all: [Diagnostic] = []
  private let file: String
  private let limit: Int
  private var dropped = 0

  init(file: String, limit: Int) {
    self.file = file
    self.limit = limit
  }

  /// The findings, and a note about those beyond the limit.
  var reported: [Diagnostic] {
    guard dropped > 0 else { return all }
    return all + [
      Diagnostic(
        .note, ICalendarCode.more, at: nil, "\(dropped) more findings in '\(file)' are not shown")
    ]
  }

  /// Adds a warning about the line, unless the same was found there before.
  mutating func warn(_ code: ICalendarCode, line: Int, uid: String? = nil, _ message: String) {
    add(finding(.warning, code, line: line, uid: uid, message))
  }

  /// Adds a finding; an error is kept however many there are, since it tells of a skipped event.
  mutating func add(_ finding: Diagnostic) {
    if finding.severity == .error ? all.count >= limit * 20 : all.count >= limit {
      dropped += 1
    } else if all.last != finding {
      all.append(finding)
    }
  }

  /// A finding about a line of the file.
  func finding(
    _ severity: Diagnostic.Severity, _ code: ICalendarCode, line: Int, uid: String? = nil,
    _ message: String
  ) -> Diagnostic {
    Diagnostic(
      severity, code, at: SourceLocation(file: file, line: line, column: 1),
      uid.map { "\(message) (event \(shortened($0)))" } ?? message, holiday: uid)
  }
}
