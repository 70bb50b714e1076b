/// One finding about a source file: what is wrong, where, and how to mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much a finding matters.
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    /// The file cannot be used.
    case error
    /// The file can be used and is likely not what its author means.
    case warning
    /// Worth knowing.
    case note

    /// Errors first.
    public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable code such as `E104`.
  public var code: String
  /// Where; nil for what concerns no one place.
  public var location: SourceLocation?
  /// One sentence without a full stop that quotes the value at fault.
  public var message: String
  /// What to do about it.
  public var hint: String?
  /// The id of the calendar concerned.
  public var calendar: String?
  /// The id of the holiday concerned.
  public var holiday: String?

  /// A finding with a code from a catalogue of codes.
  public init<Code: RawRepresentable<String>>(
    _ severity: Severity, _ code: Code, at location: SourceLocation?, _ message: String,
    hint: String? = nil, calendar: String? = nil, holiday: String? = nil
  ) {
    self.severity = severity
    self.code = code.rawValue
    self.location = location
    self.message = message
    self.hint = hint
    self.calendar = calendar
    self.holiday = holiday
  }
}

extension Diagnostic: Comparable {
  /// By file, line and column, then severity, code and message; findings without a place first.
  public static func < (lhs: Diagnostic, rhs: Diagnostic) -> Bool {
    switch (lhs.location, rhs.location) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let left?, let right?) where left != right: return left < right
    default: break
    }
    return (lhs.severity, lhs.code, lhs.message) < (rhs.severity, rhs.code, rhs.message)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: error[E104]: message`, and the hint on a second line.
  public var description: String { rendered(sourceLine: nil) }
}

extension Sequence<Diagnostic> {
  /// Whether one of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
