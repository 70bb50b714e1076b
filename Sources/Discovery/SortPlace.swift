/// A position in an order: two integers that ascend, whatever the order.
public struct SortPlace: Hashable, Comparable, Sendable {
  /// What the order compares first, negated where it runs downwards.
  public var key: Int64
  /// What settles ties: the space id, negated where the order runs downwards.
  public var tie: Int64

  /// A place of both parts.
  public init(_ key: Int64, _ tie: Int64) {
    self.key = key
    self.tie = tie
  }

  /// Before every item.
  public static let start = SortPlace(.min, .min)

  /// Whether the first place comes before the second.
  public static func < (lhs: SortPlace, rhs: SortPlace) -> Bool {
    (lhs.key, lhs.tie) < (rhs.key, rhs.tie)
  }
}
