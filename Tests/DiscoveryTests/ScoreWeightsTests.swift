import Discovery
import Testing

@Suite struct ScoreWeightsTests {
  private let weights = ScoreWeights(rating: 10, price: 2, units: 5, unknownRating: 350)

  @Test func `the score adds ratings and units and takes whole major units of the price away`()
    throws
  {
    let euro = try #require(Currency(code: "EUR"))
    let key = weights.key(
      rating: Rating(hundredths: 480), priceMinor: 12_999, units: 3, currency: euro)
    #expect(key == -(4800 - 2 * 129 + 15))
  }

  @Test func `an unknown rating and units beyond ten count as the formula says`() throws {
    let yen = try #require(Currency(code: "JPY"))
    #expect(
      weights.key(rating: nil, priceMinor: 900, units: 40, currency: yen) == -(3500 - 1800 + 50))
  }

  @Test func `a score beyond 32 bits stays at the end of the range`() throws {
    let euro = try #require(Currency(code: "EUR"))
    let key = weights.key(rating: nil, priceMinor: .max, units: 1, currency: euro)
    #expect(key == Int32.max)
  }
}
