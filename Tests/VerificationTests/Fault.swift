import Testing

@testable import Verification

/// One deliberate fault, planted from outside the program.
struct Fault: Sendable, CustomTestStringConvertible {
  /// What is wrong, in words.
  var name: String
  /// The text of a statement that is replaced, and by what.
  var statement: (from: String, to: String)?
  /// What changes in the source after the first build, for a fault in how changes are noticed.
  var change: String?
  /// Whether changes are written down, so that little is built anew.
  var isTracked = false
  /// How requests are misread.
  var read: @Sendable (Question) -> Question = { $0 }
  /// How replies are spoiled.
  var give: @Sendable (Question, Reply, any Answers) async throws -> Reply = { _, reply, _ in reply
  }

  var testDescription: String { name }

  /// A fault in a statement that builds.
  static func build(_ name: String, _ from: String, _ to: String) -> Fault {
    Fault(name: name, statement: (from, to))
  }

  /// A fault in a statement that reads.
  static func reading(_ name: String, _ from: String, _ to: String) -> Fault {
    Fault(name: name, statement: (from, to))
  }

  /// A fault in a statement that notices changes, and a change that it does not notice.
  static func ledger(_ name: String, _ from: String, _ to: String, _ change: String) -> Fault {
    Fault(name: name, statement: (from, to), change: change)
  }

  /// A fault in a statement that patches cells, and a change that has one patched.
  static func patch(_ name: String, _ from: String, _ to: String, _ change: String) -> Fault {
    Fault(name: name, statement: (from, to), change: change, isTracked: true)
  }

  /// A fault in the reading of requests.
  static func request(
    _ name: String, _ read: @escaping @Sendable (Question) -> Question
  ) -> Fault {
    Fault(name: name, read: read)
  }

  /// A fault in the making of replies.
  static func reply(
    _ name: String,
    _ give: @escaping @Sendable (Question, Reply, any Answers) async throws -> Reply
  ) -> Fault {
    Fault(name: name, give: give)
  }
}
