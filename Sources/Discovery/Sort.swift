/// The order of a discovery answer: total, because ties end at the space id.
public enum Sort: String, CaseIterable, Sendable {
  /// Best score first.
  case recommended
  /// Lowest price first.
  case price
  /// The exact reverse of `price`, ties included.
  case priceDescending = "-price"
  /// Best rating first, unknown ratings last.
  case rating
  /// Smallest capacity first.
  case capacity
  /// Nearest first; needs a place.
  case distance

  /// Whether keys and space ids run downwards.
  public var isDescending: Bool { self == .priceDescending }

  /// The number that this order compares first; `near` counts for `distance` only.
  public func key(of candidate: Candidate, near: ScaledPosition?) -> Int64 {
    switch self {
    case .recommended: Int64(candidate.recommended)
    case .price, .priceDescending: candidate.priceMinor
    case .rating: -Int64(candidate.rating?.hundredths ?? -1)
    case .capacity: Int64(candidate.capacity)
    case .distance: near.map(candidate.position.squaredChord) ?? 0
    }
  }

  /// Where a candidate stands in this order.
  public func place(of candidate: Candidate, near: ScaledPosition?) -> SortPlace {
    SortPlace(key: key(of: candidate, near: near), spaceID: candidate.spaceID)
  }

  /// Whether the first place comes before the second.
  public func precedes(_ first: SortPlace, _ second: SortPlace) -> Bool {
    let before = (first.key, first.spaceID) < (second.key, second.spaceID)
    let after = (first.key, first.spaceID) > (second.key, second.spaceID)
    return isDescending ? after : before
  }
}
