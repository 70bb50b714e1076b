/// A position in an order: its key, then the space id.
public struct SortPlace: Hashable, Sendable {
  /// The number that the order compares first.
  public var key: Int64
  /// What settles ties.
  public var spaceID: Int64

  /// A place of both parts.
  public init(key: Int64, spaceID: Int64) {
    self.key = key
    self.spaceID = spaceID
  }
}
