/// Why a space is missing from a cell that is built.
public enum Absence: Hashable, Sendable {
  /// The source did not have the space when the cell was built.
  case notInCatalogue
  /// The stored reason, or that of the day.
  case excluded(ExclusionReason)

  /// The published name: `not-in-catalogue`, or that of the reason.
  public var name: String {
    switch self {
    case .notInCatalogue: "not-in-catalogue"
    case .excluded(let reason): reason.name
    }
  }
}

extension SpaceFacts {
  /// Why the space is missing on the date; nil when it is listed, or when the date is not built.
  ///
  /// A closed city stores no reasons: there it is the space's own, or else the day's.
  public var absence: Absence? {
    guard let cell, cell.listing == nil else { return nil }
    if let reason = cell.excludedReason { return .excluded(reason) }
    guard card.isOfTime, let closed = cell.day.closedReason else { return .notInCatalogue }
    return .excluded(card.inactiveReason ?? closed)
  }

  /// How the price comes to be on the date; nil when the date is not built or the space is closed.
  ///
  /// Rules and base prices that have changed since, and no price of the cell with them, no longer
  /// lead to the price of a listed space: then it is told without its steps.
  public var composition: PriceComposition? {
    guard let cell, cell.day.isOpen else { return nil }
    let composition = PriceComposition(
      baseMinor: card.basePriceMinor, overrideMinor: cell.overrideMinor, rules: cell.day.rules)
    guard let listing = cell.listing, composition.amountMinor != listing.priceMinor else {
      return composition
    }
    return PriceComposition(amountMinor: listing.priceMinor)
  }

  /// The add-ons that the space offers on the date.
  public var offeredAddOns: AddOnMask {
    let all = card.addOns.reduce(into: AddOnMask()) { $0.formUnion($1.mask) }
    guard let cell else { return all }
    return cell.listing?.addOns ?? all.subtracting(cell.day.closedAddOns)
  }

  /// How many people the space holds on the date.
  public var offeredCapacity: Int32 {
    guard let cell else { return card.capacity }
    return cell.listing?.capacity
      ?? Int32(Int64(card.capacity) * Int64(cell.day.capacityFactor) / 10_000)
  }
}
