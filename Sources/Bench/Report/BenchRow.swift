/// One line of the table: what one side took.
public struct BenchRow: Sendable, Hashable {
  /// The comparison that it belongs to.
  public var section: String
  /// What was measured.
  public var name: String
  /// What the values count, such as `s` or `requests/s`.
  public var unit: String
  /// The values, one a round.
  public var values: Spread
  /// Processor seconds of client and server together, one value a round, where they were counted.
  public var processor: Spread?

  /// A row; see the properties.
  public init(
    _ section: String, _ name: String, unit: String, _ values: Spread, processor: Spread? = nil
  ) {
    self.section = section
    self.name = name
    self.unit = unit
    self.values = values
    self.processor = processor
  }
}
