import Discovery
import Testing

@Suite struct CurrencyTests {
  @Test(
    arguments: [
      ("EUR", 2, 100), ("USD", 2, 100), ("JPY", 0, 1), ("KRW", 0, 1), ("ISK", 0, 1),
      ("KWD", 3, 1000),
      ("CLF", 4, 10_000),
    ] as [(String, Int, Int64)])
  func `a currency knows its minor unit`(code: String, exponent: Int, minorPerMajor: Int64) throws {
    let currency = try #require(Currency(code: code))
    #expect(currency.exponent == exponent)
    #expect(currency.minorPerMajor == minorPerMajor)
  }

  @Test(arguments: ["", "eur", "XAU", "DEM", "EURO", "HRK"])
  func `other codes are no currencies`(code: String) {
    #expect(Currency(code: code) == nil)
  }

  @Test func `each code is three capitals and stands once`() {
    #expect(Currency.codes.allSatisfy { $0.wholeMatch(of: /[A-Z]{3}/) != nil })
    #expect(Currency.codes.count == 165)
  }
}
