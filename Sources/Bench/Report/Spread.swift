/// Repeated measurements of one thing.
public struct Spread: Sendable, Hashable {
  /// The values in ascending order, at least one.
  public let sorted: [Double]

  /// The spread of some values; nil when there are none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    sorted = values.sorted()
  }

  /// The spread of a single value.
  public init(_ value: Double) {
    sorted = [value]
  }

  /// The middle value, or the mean of the two middle ones.
  public var median: Double {
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The least value.
  public var minimum: Double { sorted[0] }

  /// The greatest value.
  public var maximum: Double { sorted[sorted.count - 1] }

  /// The least value that at least `share` (0...1) of the values do not exceed.
  public func percentile(_ share: Double) -> Double {
    let rank = (share * Double(sorted.count)).rounded(.up)
    return sorted[min(max(Int(rank), 1), sorted.count) - 1]
  }
}
