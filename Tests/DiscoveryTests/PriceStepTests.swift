import Discovery
import Testing

@Suite struct PriceStepTests {
  @Test(
    arguments: [
      (1000, 10_000, 0, 1000), (1000, 12_500, 0, 1250), (1, 5_000, 0, 1), (1, 4_999, 0, 0),
      (3, 5_000, 0, 2), (99, 9_950, 0, 99), (1000, 0, 0, 0), (1000, 10_000, -1500, 0),
      (1000, 8_000, 50, 850), (0, 20_000, 700, 700),
      (999_999_999_999, 30_000, 0, 2_999_999_999_997),
    ] as [(Int64, Int32, Int64, Int64)])
  func `a step rounds half away from zero and never falls below it`(
    price: Int64, basisPoints: Int32, addMinor: Int64, expected: Int64
  ) {
    #expect(PriceStep(basisPoints: basisPoints, addMinor: addMinor).applied(to: price) == expected)
  }

  @Test func `steps apply in order and round at each`() {
    let steps = [
      PriceStep(basisPoints: 15_000), PriceStep(addMinor: -100), PriceStep(basisPoints: 3_333),
    ]
    // 101 -> 151.5 -> 152 -> 52 -> 17.33 -> 17
    #expect(steps.composed(from: 101) == 17)
    #expect(steps.reversed().composed(from: 101) == 0)
    #expect([PriceStep]().composed(from: 101) == 101)
  }

  @Test func `a price that no integer holds ends at the greatest one`() {
    #expect(PriceStep(basisPoints: 20_000).applied(to: .max) == .max)
  }
}
