/// The fingerprints of all that a cell is built from.
public struct Ledger: Sendable, Hashable {
  /// Of the expanded day, its rules included.
  public var dayHash: Int64
  /// Of the city's cards.
  public var catalogueHash: Int64
  /// Of the bookings that cover the date.
  public var bookingsHash: Int64
  /// Of the price overrides that cover the date.
  public var pricesHash: Int64
  /// Of the weights of the recommended order.
  public var scoreHash: Int64

  /// A ledger; see the properties.
  public init(
    dayHash: Int64, catalogueHash: Int64, bookingsHash: Int64, pricesHash: Int64, scoreHash: Int64
  ) {
    self.dayHash = dayHash
    self.catalogueHash = catalogueHash
    self.bookingsHash = bookingsHash
    self.pricesHash = pricesHash
    self.scoreHash = scoreHash
  }
}
