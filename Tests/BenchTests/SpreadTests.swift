@testable import Bench
import Testing

@Suite struct SpreadTests {
  @Test func `the middle of an odd number of values, and of an even one`() throws {
    #expect(try #require(Spread([3, 1, 2])).median == 2)
    #expect(try #require(Spread([4, 1, 3, 2])).median == 2.5)
    #expect(Spread([]) == nil)
  }

  @Test(arguments: [(0.95, 95.0), (0.99, 99), (0.5, 50), (0, 1), (1, 100)])
  func `a percentile is the least value that its share does not exceed`(
    share: Double, value: Double
  ) throws {
    let spread = try #require(Spread((1...100).map(Double.init).shuffled()))
    #expect(spread.percentile(share) == value)
    #expect((spread.minimum, spread.maximum) == (1, 100))
  }

  @Test(arguments: [
    (0.0123456, "0.0123"), (4.5678, "4.57"), (789.4, "789"), (12345.6, "12346"), (0, "0"),
    (1.0, "1"), (0.7, "0.7"), (Double.nan, "?"), (-2.5, "-2.5"),
  ])
  func `a figure has three significant digits and no exponent`(value: Double, text: String) {
    #expect(value.short == text)
  }
}
