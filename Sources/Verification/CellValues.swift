import Live

/// What occurs in a cell: the values at which filters and orders have their edges.
struct CellValues: Sendable {
  var prices: [Int64] = []
  var capacities: [Int64] = []
  var categories: [String] = []
  var addOns: [Set<String>] = []
  /// Latitude and longitude as they would be written.
  var places: [(latitude: Double, longitude: Double)] = []

  /// The values of a cell's items; of none when there is no cell.
  init(_ cell: LiveCell?) {
    let items = cell?.items ?? []
    prices = items.map(\.priceMinor).sorted()
    capacities = items.map(\.capacity).sorted()
    categories = Set(items.map(\.space.category)).sorted()
    addOns = items.map(\.addOns).filter { !$0.isEmpty }
    places = items.prefix(500).map { ($0.venue.latitude, $0.venue.longitude) }
  }
}
