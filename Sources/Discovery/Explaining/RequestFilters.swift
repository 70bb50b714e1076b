/// What a request asks of a space: one step for each filter that it sends, in the order of
/// `DiscoveryParameter.all`.
struct RequestFilters {
  let facts: SpaceFacts
  let cell: SpaceCell
  let query: DiscoveryQuery

  var steps: [Explanation.Step] {
    [
      category, bound("capacity_min", query.capacityMin, capacity, >=),
      bound("capacity_max", query.capacityMax, capacity, <=), addOns,
      bound("price_min", query.priceMin, price, >=), bound("price_max", query.priceMax, price, <=),
      radius,
    ].compactMap(\.self)
  }

  private var capacity: Int32? { facts.offeredCapacity }
  private var price: Int64? { facts.composition?.amountMinor }

  private var category: Explanation.Step? {
    guard !query.categories.isEmpty else { return nil }
    return Explanation.Step(
      "category", query.categories.contains(facts.card.category),
      "wanted \(query.categories.joined(separator: " or ")), is \(facts.card.category)")
  }

  private var addOns: Explanation.Step? {
    guard !query.addOns.isEmpty else { return nil }
    let mask = facts.offeredAddOns
    let offered = facts.card.addOns.filter { mask.contains($0.mask) }.map(\.addOn)
    let missing = query.addOns.filter { !offered.contains($0) }
    return Explanation.Step(
      "add_ons", missing.isEmpty,
      "wanted \(query.addOns.joined(separator: " and ")), "
        + (missing.isEmpty ? "has them" : "lacks \(missing.joined(separator: " and "))"))
  }

  /// A bound on a number; a number that is not known is not compared.
  private func bound<Number: FixedWidthInteger>(
    _ name: String, _ wanted: Number?, _ actual: Number?, _ holds: (Number, Number) -> Bool
  ) -> Explanation.Step? {
    guard let wanted else { return nil }
    let direction = name.hasSuffix("_min") ? "at least" : "at most"
    guard let actual else {
      return Explanation.Step(name, nil, "wanted \(direction) \(wanted), is not known")
    }
    return Explanation.Step(
      name, holds(actual, wanted), "wanted \(direction) \(wanted), is \(actual)")
  }

  private var radius: Explanation.Step? {
    guard let near = query.near, let radius = query.radiusMetres else { return nil }
    let chord = facts.card.position.squaredChord(to: near)
    return Explanation.Step(
      "radius_km", chord <= query.squaredChordLimit,
      "wanted within \(Int(radius)) m, is \(ScaledPosition.metres(squaredChord: chord)) m away")
  }
}
