import Testing

@testable import Market

@Suite struct WrittenPriceTests {
  static let cases: [(String, Int, WrittenPrice)] = [
    ("$1,250.00", 2, .minor(125_000)),
    ("$85.00", 2, .minor(8_500)),
    ("85", 2, .minor(8_500)),
    ("85.5", 2, .minor(8_550)),
    ("$85.05", 2, .minor(8_505)),
    ("€1,234,567.89", 2, .minor(123_456_789)),
    ("HK$1,309.00", 2, .minor(130_900)),
    ("$12,000.00", 0, .minor(12_000)),
    ("$12,000.50", 0, .invalid),
    ("$1.250", 3, .minor(1_250)),
    ("$1.2", 3, .minor(1_200)),
    ("$1.001", 2, .invalid),
    ("$1.000", 2, .minor(100)),
    ("", 2, .unknown(isZero: false)),
    ("$0.00", 2, .unknown(isZero: true)),
    ("$-5.00", 2, .invalid),
    ("-$5.00", 2, .invalid),
    ("$", 2, .invalid),
    ("free", 2, .invalid),
    ("$12 pp", 2, .invalid),
    ("$1.2.3", 2, .invalid),
    ("$92,233,720,368,547,758.07", 2, .minor(Int64.max)),
    ("$92,233,720,368,547,758.08", 2, .invalid),
    ("$99999999999999999999", 2, .invalid),
  ]

  @Test(arguments: cases)
  func `an amount is read in the currency's minor unit`(
    text: String, exponent: Int, expected: WrittenPrice
  ) {
    #expect(WrittenPrice(Array(text.utf8)[...], exponent: exponent) == expected)
  }
}
