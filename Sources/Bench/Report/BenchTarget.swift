/// What a figure is to reach, and the figure.
public struct BenchTarget: Sendable, Hashable {
  /// On which side of a bound a figure has to lie.
  public enum Bound: Sendable, Hashable {
    case atMost(Double)
    case atLeast(Double)
  }

  /// What the figure tells.
  public var name: String
  /// The bound that it is held against.
  public var bound: Bound
  /// What was measured.
  public var figure: Double

  /// A target; see the properties.
  public init(_ name: String, _ bound: Bound, figure: Double) {
    self.name = name
    self.bound = bound
    self.figure = figure
  }

  /// Whether the figure lies within the bound; one that is no number does not.
  public var isMet: Bool {
    switch bound {
    case .atMost(let limit): figure <= limit
    case .atLeast(let limit): figure >= limit
    }
  }

  /// The bound in words, such as `at most 0.7`.
  public var boundText: String {
    switch bound {
    case .atMost(let limit): "at most \(limit.short)"
    case .atLeast(let limit): "at least \(limit.short)"
    }
  }
}
