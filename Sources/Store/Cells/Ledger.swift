/// The fingerprints of all that a cell is built from.
public struct Ledger: Sendable, Hashable {
  /// Of the expanded day, its rules included.
  public var dayHash: Int64
  /// Of the holidays of the date and of the day after it, which tell why `dayHash` has moved.
  public var calendarsHash: Int64
  /// Of the city's cards, but for their add-ons.
  public var catalogueHash: Int64
  /// Of the add-ons of the city's cards.
  public var addOnsHash: Int64
  /// Of the bookings that cover the date.
  public var bookingsHash: Int64
  /// Of the price overrides that cover the date.
  public var pricesHash: Int64
  /// Of the weights of the recommended order, and of the currency.
  public var scoreHash: Int64
  /// Which source the hashes speak of; those of another say nothing.
  public var sourceIdentity: Int64

  /// A ledger; see the properties.
  public init(
    dayHash: Int64, calendarsHash: Int64, catalogueHash: Int64, addOnsHash: Int64,
    bookingsHash: Int64, pricesHash: Int64, scoreHash: Int64, sourceIdentity: Int64
  ) {
    self.dayHash = dayHash
    self.calendarsHash = calendarsHash
    self.catalogueHash = catalogueHash
    self.addOnsHash = addOnsHash
    self.bookingsHash = bookingsHash
    self.pricesHash = pricesHash
    self.scoreHash = scoreHash
    self.sourceIdentity = sourceIdentity
  }
}
