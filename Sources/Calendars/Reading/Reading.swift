import Yams

/// One pass over one source file: what shapes read from and report to.
public final class Reading {
  /// The file that is read.
  public let source: SourceText
  /// The variables from which `${NAME}` takes its value, for secrets alone.
  let environment: [String: String]
  /// What has been found so far, in the order of the pass.
  public private(set) var diagnostics: [Diagnostic] = []

  init(source: SourceText, environment: [String: String]) {
    self.source = source
    self.environment = environment
  }

  /// Notes a finding.
  public func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Notes an error at a place of the file.
  public func error<Code: RawRepresentable<String>>(
    _ code: Code, at location: SourceLocation, _ message: String, hint: String? = nil
  ) {
    report(Diagnostic(.error, code, at: location, message, hint: hint))
  }

  /// Where a node begins.
  func location(of node: Node) -> SourceLocation {
    location(of: node.mark)
  }

  func location(of mark: Mark?) -> SourceLocation {
    SourceLocation(
      file: source.path, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }

  func wrongType(_ node: Node, expected noun: String) {
    error(
      ReadingCode.wrongType, at: location(of: node), "expected \(noun), found \(node.noun)",
      hint: node.isEmpty ? "give it a value or delete the key" : nil)
  }
}

/// What a pass over a file came to.
public struct ReadingOutcome<Value: Sendable>: Sendable {
  /// What could be read. When there are errors the parts at fault are missing from it: it then
  /// serves to find further errors and nothing else. Nil when the file as a whole has another form.
  public var value: Value?
  /// All findings, sorted.
  public var diagnostics: [Diagnostic]
}

extension SourceText {
  /// Reads the file as one YAML document of this shape and reports every error in it.
  ///
  /// Every scalar is taken as the text that was written. Keys that stand twice, anchors, aliases,
  /// tags and keys that are no scalars are errors. `environment` supplies the values of secrets.
  public func read<Value>(
    as shape: Shape<Value>, environment: [String: String] = [:]
  ) -> ReadingOutcome<Value> {
    let reading = Reading(source: self, environment: environment)
    let value = composed(for: reading).flatMap { shape.read($0, reading) }
    return ReadingOutcome(value: value, diagnostics: reading.diagnostics.sorted())
  }
}

extension Node {
  /// What a message calls a node of this kind.
  var noun: String {
    if isEmpty { return "nothing" }
    switch self {
    case .scalar(let scalar): return "'\(scalar.string.prefix(60))'"
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .alias: return "an alias"
    }
  }

  /// Whether a key has no value: nothing, or `~`, unquoted.
  var isEmpty: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
    return scalar.string.isEmpty || scalar.string == "~"
  }
}
