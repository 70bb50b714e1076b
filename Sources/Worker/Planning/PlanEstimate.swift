public import Store

/// What the cells of a plan will take, if they take what cells have taken before.
public struct PlanEstimate: Sendable, Hashable {
  /// Result rows to write; nil when no city has live cells.
  public let rows: Int64?
  /// Seconds of building, summed over cities that are built at the same time; nil before any run.
  public let seconds: Double?

  /// The estimate for the cells of a plan that are to be built. A city of which nothing is known
  /// counts as the others do on average.
  public init(_ plan: [PlannedCell], rates: [String: BuildRate]) {
    let cities = plan.filter(\.isBuilt).map(\.city)
    rows = PlanEstimate.sum(cities, rates.compactMapValues(\.rowsPerCell))
      .map { Int64($0.rounded()) }
    seconds = PlanEstimate.sum(cities, rates.compactMapValues(\.secondsPerCell))
  }

  private static func sum(_ cities: [String], _ known: [String: Double]) -> Double? {
    guard !known.isEmpty else { return nil }
    let average = known.values.sorted().reduce(0, +) / Double(known.count)
    return cities.reduce(0) { $0 + (known[$1] ?? average) }
  }
}
