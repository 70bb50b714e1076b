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

  /// Where a candidate stands in this order; `near` counts for `distance` only.
  public func place(of candidate: Candidate, near: ScaledPosition?) -> SortPlace {
    switch self {
    case .recommended: SortPlace(Int64(candidate.recommended), candidate.spaceID)
    case .price: SortPlace(candidate.priceMinor, candidate.spaceID)
    case .priceDescending: SortPlace(-candidate.priceMinor, -candidate.spaceID)
    case .rating: SortPlace(-Int64(candidate.rating?.hundredths ?? -1), candidate.spaceID)
    case .capacity: SortPlace(Int64(candidate.capacity), candidate.spaceID)
    case .distance:
      SortPlace(near.map(candidate.position.squaredChord) ?? 0, candidate.spaceID)
    }
  }
}
