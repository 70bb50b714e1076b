/// How the price of a space on a day comes to be.
public struct PriceComposition: Hashable, Sendable {
  /// A rule with the amounts before and after it, in minor units.
  public struct Step: Hashable, Sendable {
    /// The rule.
    public var rule: DayPriceRule
    /// What it was applied to.
    public var beforeMinor: Int64
    /// What it made of that.
    public var afterMinor: Int64
  }

  /// The space's base price in minor units, if it has one.
  public let baseMinor: Int64?
  /// What replaces the base price on the day.
  public let overrideMinor: Int64?
  /// The rules in the order in which they apply; empty when there is nothing to apply them to.
  public let steps: [Step]
  /// The price in minor units; nil when there is neither a base price nor an override.
  public let amountMinor: Int64?

  /// A price of which nothing more is known.
  init(amountMinor: Int64) {
    baseMinor = nil
    overrideMinor = nil
    steps = []
    self.amountMinor = amountMinor
  }

  /// The composition by these rules.
  public init(baseMinor: Int64?, overrideMinor: Int64?, rules: [DayPriceRule]) {
    self.baseMinor = baseMinor
    self.overrideMinor = overrideMinor
    guard let first = overrideMinor ?? baseMinor else {
      steps = []
      amountMinor = nil
      return
    }
    var steps: [Step] = []
    for rule in rules {
      let before = steps.last?.afterMinor ?? first
      steps.append(
        Step(rule: rule, beforeMinor: before, afterMinor: rule.step.applied(to: before)))
    }
    self.steps = steps
    amountMinor = steps.last?.afterMinor ?? first
  }
}
