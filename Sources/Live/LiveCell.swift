public import Dates
public import Discovery
public import Expansion

/// One city on one date, worked out from the source as it is now.
public struct LiveCell: Sendable {
  /// The city.
  public let city: City
  /// The local date.
  public let date: LocalDate
  /// The date's rules.
  public let day: Day
  /// The spaces that can be booked, in no order.
  public private(set) var items: [LiveItem] = []
  /// Why each of the other spaces is missing. On a date on which the city is closed it tells of
  /// those alone for which a category, venue or space opens.
  public private(set) var missing: [Int64: ExclusionReason] = [:]
  private let source: SourceSnapshot

  /// Joins what the source says with the rules of the date.
  public init(
    city: City, date: LocalDate, day: Day, source: SourceSnapshot, weights: ScoreWeights
  ) {
    self.city = city
    self.date = date
    self.day = day
    self.source = source
    let venues = Dictionary(source.venues.map { ($0.venueID, $0) }) { first, _ in first }
    let overrides = Dictionary(grouping: source.overrides, by: \.spaceID)
    for space in source.spaces {
      guard let venue = venues[space.venueID] else { continue }
      let rules = SpaceRules(
        day, category: space.category, venueID: space.venueID, spaceID: space.spaceID)
      guard day.status == .open || rules.closedReason == nil else { continue }
      let units = Int64(space.units) - (source.bookedUnits[space.spaceID] ?? 0)
      let base = LiveCell.effective(overrides[space.spaceID] ?? []) ?? space.basePriceMinor
      if source.withdrawn.contains(space.spaceID) {
        missing[space.spaceID] = .withdrawn
      } else if let reason = LiveCell.reason(space, venue, rules, units: units, price: base) {
        missing[space.spaceID] = reason
      } else if let base {
        let price = rules.price(from: base)
        items.append(
          LiveItem(
            space: space, venue: venue,
            capacity: Int64(space.capacity) * Int64(rules.capacityFactor) / 10_000, units: units,
            priceMinor: price,
            addOns: (source.addOns[space.spaceID] ?? []).subtracting(rules.closedAddOns),
            score: weights.points(
              rating: space.ratingHundredths, priceMinor: price, units: units, in: city.currency),
            place: LivePlace(latitude: venue.latitude, longitude: venue.longitude)))
      }
    }
  }

  /// How the cell came to what it says of a space, a line a step.
  public func account(ofSpace spaceID: Int64) -> [String] {
    guard let space = source.spaces.first(where: { $0.spaceID == spaceID }) else {
      return ["the source has no space \(spaceID) in \(city.slug)"]
    }
    guard let venue = source.venues.first(where: { $0.venueID == space.venueID }) else {
      return ["the source has no venue \(space.venueID), in which space \(spaceID) stands"]
    }
    let rules = SpaceRules(
      day, category: space.category, venueID: space.venueID, spaceID: spaceID)
    let overrides = source.overrides.filter { $0.spaceID == spaceID }
      .map { override in
        let start =
          override.startsOn == .min ? "ever" : "\(LocalDate(dayNumber: override.startsOn))"
        return "\(override.priceMinor) since \(start)"
      }
    let steps = rules.prices.map { rule in
      "\(rule.name) \(PriceChange(rule.step)) (\(rule.origin))"
    }
    return [
      "space \(spaceID) '\(space.name)', \(space.category), \(space.isActive ? "" : "in")active, "
        + "rating \(space.ratingHundredths.map(String.init) ?? "unknown")",
      "venue \(venue.venueID) '\(venue.name)', \(venue.isActive ? "" : "in")active",
      "day: \(rules.closedReason?.name ?? "open")\(rules.isBelowNotice ? ", below notice" : "")",
      "units: \(space.units), booked \(source.bookedUnits[spaceID] ?? 0)",
      "price: base \(space.basePriceMinor.map { "\($0)" } ?? "none"), overrides \(overrides), "
        + "rules \(steps)",
      missing[spaceID].map { "missing: \($0.name)" } ?? items.first {
        $0.space.spaceID == spaceID
      }.map { "offered: \($0.units) units at \($0.priceMinor), score \($0.score)" }
        ?? "the city is closed",
    ]
  }

  /// The first reason for which the space cannot be booked, in the order of their codes.
  private static func reason(
    _ space: SourceSpace, _ venue: SourceVenue, _ rules: SpaceRules, units: Int64, price: Int64?
  ) -> ExclusionReason? {
    if !space.isActive { return .spaceInactive }
    if !venue.isActive { return .venueInactive }
    if let reason = rules.closedReason { return reason }
    if rules.isBelowNotice { return .belowNotice }
    if units <= 0 { return .booked }
    if price == nil { return .noPrice }
    return nil
  }

  /// The override with the latest start; of several the lowest price.
  private static func effective(_ overrides: [SourceOverride]) -> Int64? {
    let latest = overrides.map(\.startsOn).max()
    return overrides.filter { $0.startsOn == latest }.map(\.priceMinor).min()
  }
}

extension ScoreWeights {
  /// The points of a space in the recommended order, as the README defines them.
  fileprivate func points(
    rating hundredths: Int?, priceMinor: Int64, units: Int64, in currency: Currency
  ) -> Int64 {
    let stars = Int128(rating) * Int128(hundredths ?? Int(unknownRating))
    let cost = Int128(price) * Int128(priceMinor / currency.minorPerMajor)
    let points = stars - cost + Int128(self.units) * Int128(min(units, 10))
    // The order is stored in 32 bits and ends there.
    return Int64(min(max(points, -Int128(Int32.max)), -Int128(Int32.min)))
  }
}
