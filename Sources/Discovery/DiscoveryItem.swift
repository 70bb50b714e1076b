/// One item of a discovery answer: ready JSON of what no date changes, and the day's own values.
public struct DiscoveryItem: Hashable, Sendable {
  /// The JSON text of an object without its closing brace: `space_id`, `venue_id`, `name`,
  /// `venue_name`, `category`, `rating`, `location`.
  public var fragment: [UInt8]
  /// The JSON array of the add-ons that are offered on the day.
  public var addOns: [UInt8]
  /// How many people the space holds on the day.
  public var capacity: Int32
  /// The day's price in minor units.
  public var priceMinor: Int64
  /// Units that are not booked.
  public var units: Int32
  /// Whole metres from the place of the request; nil when it names none.
  public var distanceMetres: Int?

  /// An item of all its parts.
  public init(
    fragment: [UInt8], addOns: [UInt8], capacity: Int32, priceMinor: Int64, units: Int32,
    distanceMetres: Int?
  ) {
    self.fragment = fragment
    self.addOns = addOns
    self.capacity = capacity
    self.priceMinor = priceMinor
    self.units = units
    self.distanceMetres = distanceMetres
  }

  func write(to json: inout JSONWriter, currency: String) {
    json.object(continuing: fragment) { json in
      json.name("capacity")
      json.integer(capacity)
      json.name("price")
      json.object { json in
        json.name("amount_minor")
        json.integer(priceMinor)
        json.name("currency")
        json.string(currency)
      }
      json.name("available_units")
      json.integer(units)
      json.name("distance_m")
      if let distanceMetres { json.integer(distanceMetres) } else { json.null() }
      json.name("add_ons")
      json.raw(addOns)
    }
  }
}
