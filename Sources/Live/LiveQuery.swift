public import Dates
import Discovery

/// A discovery request, read parameter by parameter as the README's table says.
///
/// It shares no code with the reader that the API uses: what one of them gets wrong, the other
/// shows.
public struct LiveQuery: Sendable {
  /// The city's slug.
  public private(set) var city = ""
  /// The local date.
  public private(set) var date = LocalDate(dayNumber: 0)
  /// Items a page.
  public private(set) var limit = 20
  /// The order.
  private(set) var order = Order.recommended
  private(set) var categories: Set<String> = []
  private(set) var addOns: Set<String> = []
  private(set) var capacity: ClosedRange<Int64>?
  private(set) var price: ClosedRange<Int64>?
  private(set) var near: LivePlace?
  private(set) var radiusMetres: Double?

  /// The orders, by the word that asks for each.
  enum Order: String {
    case recommended, price, rating, capacity, distance
    case dearest = "-price"
  }

  /// Whether a place is named, from which items are measured.
  public var isMeasured: Bool { near != nil }

  /// Whether any filter is asked for.
  public var isFiltered: Bool {
    !categories.isEmpty || !addOns.isEmpty || capacity != nil || price != nil
      || radiusMetres != nil
  }

  /// The query of the decoded names and values, in the order in which they were sent.
  ///
  /// Throws the first fault: of a name in the order sent, then of a value in the order of the
  /// README's table, then of values that do not go together.
  public init(_ pairs: [(name: String, value: String)]) throws(LiveRefusal) {
    let values = try LiveQuery.named(pairs)
    let read = LiveValues(values)
    let date = try read.date("date")
    categories = try read.names("category", atMost: 32)
    let capacityMin = try read.number("capacity_min", atMost: 2_147_483_647)
    let capacityMax = try read.number("capacity_max", atMost: 2_147_483_647)
    addOns = try read.names("add_ons", atMost: 63)
    let priceMin = try read.number("price_min", atMost: 9_007_199_254_740_991)
    let priceMax = try read.number("price_max", atMost: 9_007_199_254_740_991)
    near = try read.place("near")
    radiusMetres = try read.decimal("radius_km", atMost: 20_040).map { $0 * 1000 }
    order = try read.word("sort") { Order(rawValue: $0) } ?? .recommended
    limit = try read.number("limit", atMost: 100).map(Int.init) ?? 20
    guard let city = read.text("city") else { throw .missing("city") }
    guard let date else { throw .missing("date") }
    self.city = city
    self.date = date
    capacity = try LiveQuery.range("capacity_min", capacityMin, capacityMax)
    price = try LiveQuery.range("price_min", priceMin, priceMax)
    if near == nil, radiusMetres != nil { throw .contradictory("radius_km") }
    if near == nil, order == .distance { throw .contradictory("sort") }
  }

  private static let names: Set<String> = [
    "city", "date", "category", "capacity_min", "capacity_max", "add_ons", "price_min",
    "price_max", "near", "radius_km", "sort", "cursor", "limit",
  ]

  private static func named(
    _ pairs: [(name: String, value: String)]
  ) throws(LiveRefusal) -> [String: String] {
    var values: [String: String] = [:]
    for (name, value) in pairs {
      if let request = UnsupportedRequest(parameter: name) {
        throw LiveRefusal(status: 400, code: request.code, parameter: name)
      }
      guard names.contains(name) else { throw .unknown(name) }
      guard values[name] == nil else { throw .repeated(name) }
      values[name] = value
    }
    return values
  }

  /// From the least to the greatest; nil when neither is asked for.
  private static func range(
    _ name: String, _ least: Int64?, _ greatest: Int64?
  ) throws(LiveRefusal) -> ClosedRange<Int64>? {
    guard least != nil || greatest != nil else { return nil }
    let (first, last) = (least ?? 0, greatest ?? .max)
    guard first <= last else { throw .contradictory(name) }
    return first...last
  }
}
