import Foundation

/// A space of a synthetic market.
struct DemoSpace {
  let city: DemoCity
  let ordinal: Int
  let venueID: Int64
  let name: String
  let category: DemoCategory
  let capacity: Int
  let units: Int
  /// What a day costs, before the base price is withheld from some spaces.
  let priceMinor: Int64
  let hasBasePrice: Bool
  /// Hundredths of a star, or nil when unknown.
  let rating: Int?
  let isActive: Bool
  /// How much is booked on an ordinary near day, 0...1.
  let demand: Double

  init(city: DemoCity, venue: DemoVenue, ordinal: Int, naming: DemoNaming) {
    var random = city.random(.space, ordinal)
    self.city = city
    self.ordinal = ordinal
    venueID = venue.id
    category = DemoCategory.draw(&random)
    capacity = random.pick(category.capacities)
    units = random.pick(category.units)
    let names = random.chance(0.6) ? naming : .latin
    name = names.space(category, number: ordinal + 1, &random)
    priceMinor =
      DemoSpace.price(median: category.medianPrice, &random) * city.priceLevel * city.minorPerMajor
    hasBasePrice = !random.chance(0.03)
    rating = DemoSpace.rating(&random)
    isActive = !random.chance(0.02)
    let popularity = random.unit()
    demand = 0.04 + 0.5 * popularity * popularity * popularity
  }

  var id: Int64 { city.firstID + Int64(ordinal) }

  /// The add-ons that it offers, each with its price if it has one.
  var addOns: [(slug: String, priceMinor: Int64?)] {
    var random = city.random(.addOns, ordinal)
    return DemoAddOn.all.compactMap { addOn in
      let isOffered = random.chance(addOn.share)
      let isFree = random.chance(0.2)
      guard isOffered else { return nil }
      let price = isFree ? nil : addOn.price
      return (addOn.slug, price.map { Int64($0) * city.priceLevel * city.minorPerMajor })
    }
  }

  /// Log-normal about the median, on the round amounts that people ask, so that ties are common.
  private static func price(median: Double, _ random: inout SplitMix64) -> Int64 {
    let exact = median * exp(0.5 * random.normal())
    let step = exact < 20 ? 1.0 : exact < 100 ? 5 : exact < 500 ? 10 : 50
    let round = Int64(max(1, (exact / step).rounded()) * step)
    return random.chance(0.25) && round > 10 ? round - 1 : round
  }

  /// Unknown for one in six; the rest lie high and share few values.
  private static func rating(_ random: inout SplitMix64) -> Int? {
    let isUnknown = random.chance(0.17)
    let loss = random.unit() * random.unit()
    return isUnknown ? nil : 500 - Int(loss * 40) * 10
  }
}

/// The spaces of a city, venue by venue.
struct DemoSpaces: Sequence, IteratorProtocol {
  private let city: DemoCity
  private let naming: DemoNaming
  private var venues: DemoVenues
  private var venue: DemoVenue?
  private var ordinal = 0

  init(of city: DemoCity) {
    self.city = city
    naming = .of(country: city.facts.country)
    venues = DemoVenues(of: city)
  }

  mutating func next() -> DemoSpace? {
    if venue.map({ ordinal >= $0.spaces.upperBound }) ?? true { venue = venues.next() }
    guard let venue else { return nil }
    defer { ordinal += 1 }
    return DemoSpace(city: city, venue: venue, ordinal: ordinal, naming: naming)
  }
}
