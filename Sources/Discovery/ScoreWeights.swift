/// The weights of the recommended order, from the job file.
///
/// `score = rating * rating_hundredths - price * floor(price_minor / 10^exponent) + units *
/// min(units, 10)`, where an unknown rating counts as `unknownRating`. The higher score comes
/// first; results store `-score` as `recommended`, so that an ascending index gives the order.
public struct ScoreWeights: Hashable, Sendable {
  /// Points for each hundredth of a star.
  public var rating: Int32
  /// Points lost for each whole major unit of the price.
  public var price: Int32
  /// Points for each available unit up to ten.
  public var units: Int32
  /// The hundredths that stand in for an unknown rating.
  public var unknownRating: Int16

  /// The weights; the defaults order by rating with the price as a counterweight.
  public init(rating: Int32 = 10, price: Int32 = 1, units: Int32 = 5, unknownRating: Int16 = 350) {
    self.rating = rating
    self.price = price
    self.units = units
    self.unknownRating = unknownRating
  }

  /// The key of the recommended order, ascending: `-score`, held within 32 bits.
  public func key(rating: Rating?, priceMinor: Int64, units: Int32, currency: Currency) -> Int32 {
    let hundredths = Int128(rating?.hundredths ?? unknownRating)
    let major = Int128(priceMinor / currency.minorPerMajor)
    let score =
      Int128(self.rating) * hundredths - Int128(price) * major
      + Int128(self.units) * Int128(min(units, 10))
    return Int32(clamping: -score)
  }
}
