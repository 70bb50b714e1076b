/// Everything that a bench measured, with what it was measured on.
public struct BenchReport: Sendable, Hashable {
  /// The machine, versions and date, by name, in order.
  public var conditions: [Condition]
  /// What was measured, in order.
  public var rows: [BenchRow] = []
  /// Figures beside their targets.
  public var targets: [BenchTarget] = []
  /// What was left out, and why.
  public var skipped: [String] = []

  /// Something that a figure depends on.
  public struct Condition: Sendable, Hashable {
    /// What it is, such as `processor`.
    public var name: String
    /// Its value.
    public var value: String

    /// A condition.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A report without figures.
  public init(conditions: [Condition]) {
    self.conditions = conditions
  }

  /// Takes over what a comparison found.
  public mutating func add(_ findings: Findings) {
    rows += findings.rows
    targets += findings.targets
    skipped += findings.skipped
  }
}

/// What one comparison found.
public struct Findings: Sendable, Hashable {
  /// The lines of its table.
  public var rows: [BenchRow] = []
  /// Its figures beside their targets.
  public var targets: [BenchTarget] = []
  /// What it had to leave out, and why.
  public var skipped: [String] = []

  /// Nothing yet.
  public init() {}

  /// Adds a target whose figure is a ratio; one without a divisor is no number.
  mutating func hold(_ name: String, _ bound: BenchTarget.Bound, _ figure: Double) {
    targets.append(BenchTarget(name, bound, figure: figure))
  }
}
