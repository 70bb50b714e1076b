import Dates
import Discovery

extension RandomNumbers {
  /// A query of the market with up to all filters, some of which match nothing.
  mutating func query(sort: Sort) -> DiscoveryQuery {
    var query = DiscoveryQuery(
      city: "city-\(Int.random(in: 1...3, using: &self))",
      date: LocalDate(dayNumber: 20_808 + Int32.random(in: 0...3, using: &self)))
    query.sort = sort
    query.limit = Int.random(in: 1...100, using: &self)
    if chance(sort == .distance ? 1 : 0.5) {
      query.near = ScaledPosition(
        latitude: 38.7 + Double.random(in: 0...0.06, using: &self),
        longitude: -9.1 + Double.random(in: 0...0.06, using: &self))
      if chance(0.5) { query.radiusMetres = Double.random(in: 100...5000, using: &self) }
    }
    if chance(0.3) { query.categories = names("category-", 0...6) }
    if chance(0.3) { query.addOns = names("add-on-", 0...10) }
    if chance(0.3) { query.capacityMin = Int32.random(in: 1...8, using: &self) }
    if chance(0.3) { query.capacityMax = Int32.random(in: 4...12, using: &self) }
    if chance(0.3) { query.priceMin = Int64.random(in: 1...5000, using: &self) }
    if chance(0.3) { query.priceMax = Int64.random(in: 2000...8000, using: &self) }
    return query
  }

  private mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  private mutating func names(_ prefix: String, _ numbers: ClosedRange<Int>) -> [String] {
    let count = Int.random(in: 1...2, using: &self)
    return numbers.shuffled(using: &self).prefix(count).map { "\(prefix)\($0)" }.sorted()
  }
}
