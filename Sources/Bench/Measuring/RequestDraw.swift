import Dates
import Discovery

/// Requests as clients send them, drawn from a seed: equal seeds give equal requests.
struct RequestDraw {
  private var state: UInt64
  private let city: String
  private let date: LocalDate
  private let place: (latitude: Double, longitude: Double)

  init(seed: UInt64, city: BenchCity, date: LocalDate) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
    self.city = city.slug
    self.date = date
    place = (city.latitude, city.longitude)
  }

  /// The next request: every filter with a chance of its own, at least one of them, in some order.
  mutating func filtered() -> BenchRequest {
    var request = unfiltered(Sort.allCases[Int(next(6))])
    var count = 0
    while count == 0 {
      if next(2) == 0 { count += 1; request.categories = [Self.categories[Int(next(9))]] }
      if next(3) == 0 { count += 1; request.capacityMin = Int32(2 + next(10)) }
      if next(3) == 0 { count += 1; request.addOns = [Self.addOns[Int(next(6))]] }
      if next(3) == 0 { count += 1; request.priceMax = Int64(2_000 + next(8_000)) }
      if next(4) == 0 { count += 1; request.radiusKilometres = Double(2 + next(6)) }
    }
    return request
  }

  /// Everything of the cell in an order.
  func unfiltered(_ sort: Sort) -> BenchRequest {
    BenchRequest(city: city, date: date, sort: sort, place: place)
  }

  private static let categories = [
    "desk", "meeting-room", "private-office", "studio", "hall", "workshop", "flat", "terrace",
    "rehearsal-room",
  ]
  private static let addOns = ["wifi", "coffee", "parking", "projector", "printer", "catering"]

  private mutating func next(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }
}

/// A city of the market, as far as requests need it.
struct BenchCity: Sendable {
  var slug: String
  var latitude: Double
  var longitude: Double
}

/// A request, which can be sent as a query or as a URL.
struct BenchRequest: Sendable {
  var city: String
  var date: LocalDate
  var sort: Sort
  var place: (latitude: Double, longitude: Double)
  var categories: [String] = []
  var addOns: [String] = []
  var capacityMin: Int32?
  var priceMax: Int64?
  var radiusKilometres: Double?

  init(
    city: String, date: LocalDate, sort: Sort, place: (latitude: Double, longitude: Double)
  ) {
    self.city = city
    self.date = date
    self.sort = sort
    self.place = place
  }

  private var needsPlace: Bool { sort == .distance || radiusKilometres != nil }

  /// The request as the API's parser would make it.
  var query: DiscoveryQuery {
    var query = DiscoveryQuery(city: city, date: date)
    query.sort = sort
    query.categories = categories
    query.addOns = addOns
    query.capacityMin = capacityMin
    query.priceMax = priceMax
    query.radiusMetres = radiusKilometres.map { $0 * 1000 }
    if needsPlace {
      query.near = ScaledPosition(latitude: place.latitude, longitude: place.longitude)
    }
    return query
  }

  /// Names and values of the request's parameters.
  var pairs: [(name: String, value: String)] {
    var pairs = [("city", city), ("date", "\(date)"), ("sort", sort.rawValue)]
    if !categories.isEmpty { pairs.append(("category", categories.joined(separator: ","))) }
    if !addOns.isEmpty { pairs.append(("add_ons", addOns.joined(separator: ","))) }
    if let capacityMin { pairs.append(("capacity_min", "\(capacityMin)")) }
    if let priceMax { pairs.append(("price_max", "\(priceMax)")) }
    if needsPlace { pairs.append(("near", "\(place.latitude),\(place.longitude)")) }
    if let radiusKilometres { pairs.append(("radius_km", "\(radiusKilometres)")) }
    return pairs
  }

  /// The path and query of the request.
  var target: String {
    "/v1/discovery?" + pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }
}
