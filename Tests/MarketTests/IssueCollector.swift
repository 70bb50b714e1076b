@testable import Market

/// The issues that a reader reported.
final class IssueCollector {
  var all: [ImportIssue] = []
}
