/// A venue of a synthetic market, with the ordinals of the spaces in it.
struct DemoVenue {
  let id: Int64
  let name: String
  let latitude: Double
  let longitude: Double
  let isActive: Bool
  /// The spaces in it, as positions in the city.
  let spaces: Range<Int>
}

/// The venues of a city, in order, until every space has its place.
struct DemoVenues: Sequence, IteratorProtocol {
  private let city: DemoCity
  private let naming: DemoNaming
  private var number = 0
  private var placed = 0
  private var last: (latitude: Double, longitude: Double)?

  init(of city: DemoCity) {
    self.city = city
    naming = .of(country: city.facts.country)
  }

  mutating func next() -> DemoVenue? {
    guard placed < city.settings.spaces else { return nil }
    var random = city.random(.venue, number)
    let size = random.pick([1, 1, 1, 2, 2, 3, 3, 4, 6, 8, 12])
    let spaces = placed..<Swift.min(placed + size, city.settings.spaces)
    let names = random.chance(0.6) ? naming : .latin
    let name = names.venue(&random)
    let place = place(&random)
    defer {
      number += 1
      placed = spaces.upperBound
      last = place
    }
    return DemoVenue(
      id: city.firstID + Int64(number), name: name, latitude: place.latitude,
      longitude: place.longitude, isActive: !random.chance(0.015), spaces: spaces)
  }

  /// Denser towards the centre; one venue in ten shares its neighbour's entrance.
  private func place(_ random: inout SplitMix64) -> (latitude: Double, longitude: Double) {
    let reach = random.unit()
    let north = random.unit() * 2 - 1
    let east = random.unit() * 2 - 1
    if random.chance(0.1), let last { return last }
    let spread = 0.11 * reach * reach
    return (
      DemoVenues.rounded(city.facts.latitude + spread * north),
      DemoVenues.rounded(city.facts.longitude + spread * 1.4 * east)
    )
  }

  private static func rounded(_ degrees: Double) -> Double {
    (degrees * 100_000).rounded() / 100_000
  }
}
