/// How long the stages of a request took, for the `Server-Timing` header.
struct ServerTiming: Sendable {
  private(set) var stages: [(name: String, duration: Duration)] = []

  /// Runs a stage and notes how long it took, also when it throws.
  mutating func measure<T, E: Error>(
    _ name: String, _ stage: () throws(E) -> T
  ) throws(E) -> T {
    let began = ContinuousClock.now
    defer { stages.append((name, began.duration(to: .now))) }
    return try stage()
  }

  /// Notes a stage that was measured elsewhere.
  mutating func note(_ name: String, _ duration: Duration) {
    stages.append((name, duration))
  }

  /// Notes the stages of another request whose answer this one shares.
  mutating func note(_ other: ServerTiming) {
    stages += other.stages
  }

  /// The value of the header, in milliseconds with microseconds as decimals.
  var header: String {
    stages.map { "\($0.name);dur=\($0.duration.milliseconds)" }.joined(separator: ", ")
  }
}

extension Duration {
  /// Seconds, as a floating-point number.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// Milliseconds with three decimals, such as `1.042`.
  var milliseconds: String {
    let microseconds =
      components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
  }
}
