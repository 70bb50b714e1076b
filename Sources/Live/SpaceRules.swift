public import Discovery
public import Expansion

/// The rules of a date as they meet one space, the more specific scope deciding.
public struct SpaceRules: Sendable {
  /// Why the space cannot be booked because of the calendar; nil when it is open.
  public var closedReason: ExclusionReason?
  /// Whether the date is nearer than the notice that a booking needs.
  public var isBelowNotice: Bool
  /// The part of the capacity that is offered, in basis points.
  public var capacityFactor: Int32
  /// Add-ons that are not offered.
  public var closedAddOns: Set<String>
  /// The changes of the price in the order in which they apply.
  public var prices: [PriceRule]

  /// The rules of `day` for a space of this category, venue and id.
  public init(_ day: Day, category: String, venueID: Int64, spaceID: Int64) {
    closedReason = day.status == .closed ? day.closedReason : nil
    isBelowNotice = day.isBelowNotice
    capacityFactor = day.capacityFactor
    closedAddOns = Set(day.closedAddOns)
    prices = day.prices
    guard !day.scopes.isEmpty else { return }
    let scopes: [(DayScope.Kind, String)] = [
      (.category, category), (.venue, "\(venueID)"), (.space, "\(spaceID)"),
    ]
    for (kind, key) in scopes {
      for scope in day.scopes where scope.kind == kind && scope.key == key { take(scope) }
    }
  }

  private mutating func take(_ scope: DayScope) {
    if let status = scope.status { closedReason = status == .closed ? scope.closedReason : nil }
    if let isBelow = scope.isBelowNotice { isBelowNotice = isBelow }
    if let factor = scope.capacityFactor { capacityFactor = factor }
    if let closed = scope.closedAddOns { closedAddOns = Set(closed) }
    prices += scope.prices
  }

  /// The price after every rule, each rounded half away from zero to the minor unit, never below 0
  /// and never above `Int64.max`: of a source that breaks its contract, too, there is an answer.
  public func price(from baseMinor: Int64) -> Int64 {
    prices.reduce(baseMinor) { price, rule in
      let product = Int128(price) * Int128(rule.step.basisPoints)
      var (scaled, rest) = product.quotientAndRemainder(dividingBy: 10_000)
      if rest * 2 >= 10_000 { scaled += 1 }
      return Int64(clamping: max(0, scaled + Int128(rule.step.addMinor)))
    }
  }
}
