/// What became of the cells of a run.
public struct CellCounts: Sendable, Hashable {
  /// Built, whether published or not.
  public var built = 0
  /// Live since this run.
  public var published = 0
  /// Not built because no input changed, or built and found equal.
  public var unchanged = 0
  /// Built, by this run or an earlier one from the same inputs, and kept back by a check.
  public var held = 0
  /// Built, but another publication came first.
  public var superseded = 0
  /// Planned, but their city failed.
  public var failed = 0
  /// Not built, because a rollback has fixed them.
  public var pinned = 0

  /// No cells.
  public init() {}

  /// The sums of two counts.
  public static func + (lhs: CellCounts, rhs: CellCounts) -> CellCounts {
    var sum = lhs
    sum.built += rhs.built
    sum.published += rhs.published
    sum.unchanged += rhs.unchanged
    sum.held += rhs.held
    sum.superseded += rhs.superseded
    sum.failed += rhs.failed
    sum.pinned += rhs.pinned
    return sum
  }
}
