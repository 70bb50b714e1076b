/// One bookable space on one date, with what a request can filter and sort by.
public struct Candidate: Hashable, Sendable {
  /// The space, unique over all cities.
  public var spaceID: Int64
  /// The day's price in minor units of the city's currency.
  public var priceMinor: Int64
  /// The key of the recommended order, ascending (see `ScoreWeights`).
  public var recommended: Int32
  /// How many people the space holds on the day.
  public var capacity: Int32
  /// Units that are not booked, at least 1.
  public var units: Int32
  /// The category's name.
  public var category: String
  /// The names of the add-ons that the space offers on the day.
  public var addOns: Set<String>
  /// Nil when unknown.
  public var rating: Rating?
  /// Where the venue stands.
  public var position: ScaledPosition

  /// A candidate of all its parts.
  public init(
    spaceID: Int64, priceMinor: Int64, recommended: Int32, capacity: Int32, units: Int32,
    category: String, addOns: Set<String>, rating: Rating?, position: ScaledPosition
  ) {
    self.spaceID = spaceID
    self.priceMinor = priceMinor
    self.recommended = recommended
    self.capacity = capacity
    self.units = units
    self.category = category
    self.addOns = addOns
    self.rating = rating
    self.position = position
  }
}
