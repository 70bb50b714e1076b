/// How long the stages of a request took, for the `Server-Timing` header.
struct ServerTiming: Sendable {
  private(set) var stages: [(name: String, duration: Duration)] = []
  /// What the answers in memory had to do with it.
  var cache = CacheUse.none

  /// Runs a stage and notes how long it took, also when it throws.
  mutating func measure<T, E: Error>(
    _ name: String, _ stage: () throws(E) -> T
  ) throws(E) -> T {
    let began = ContinuousClock.now
    defer { note(name, began.duration(to: .now)) }
    return try stage()
  }

  /// Notes a stage that was measured elsewhere; one that comes again takes longer.
  mutating func note(_ name: String, _ duration: Duration) {
    guard let index = stages.firstIndex(where: { $0.name == name }) else {
      return stages.append((name, duration))
    }
    stages[index].duration += duration
  }

  /// Notes the stages of another request whose answer this one shares.
  mutating func note(_ other: ServerTiming) {
    for stage in other.stages { note(stage.name, stage.duration) }
  }

  /// The value of the header, in milliseconds with microseconds as decimals.
  var header: String {
    stages.map { "\($0.name);dur=\($0.duration.milliseconds)" }.joined(separator: ", ")
  }
}

/// Where an answer came from.
enum CacheUse: String, Sendable {
  /// It is not of a kind that is kept.
  case none
  /// It was in memory, or the client had it.
  case hit
  /// It was made, for this request or for an equal one under way.
  case miss
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
    // The leading digit keeps the zeros after it.
    return "\(microseconds / 1000).\(String(1000 + microseconds % 1000).dropFirst())"
  }
}
