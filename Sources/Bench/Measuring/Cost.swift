/// What something took.
struct Cost: Sendable {
  /// Seconds by the clock on the wall.
  var seconds: Double
  /// Seconds of processors, client and server together.
  var processor: Double
}

/// The costs of one side, a value a round.
struct Costs: Sendable {
  private(set) var seconds: [Double] = []
  private(set) var processor: [Double] = []

  mutating func append(_ cost: Cost) {
    seconds.append(cost.seconds)
    processor.append(cost.processor)
  }

  /// The row that tells these costs; nil before the first round.
  func row(_ section: String, _ name: String) -> BenchRow? {
    Spread(seconds).map {
      BenchRow(section, name, unit: "s", $0, processor: Spread(processor))
    }
  }

  /// The middle wall time.
  var medianSeconds: Double { Spread(seconds)?.median ?? .nan }
  /// The middle processor time.
  var medianProcessor: Double { Spread(processor)?.median ?? .nan }
}
