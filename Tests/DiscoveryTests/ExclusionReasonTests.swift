import Discovery
import Testing

@Suite struct ExclusionReasonTests {
  @Test func `stored codes and published names never change`() {
    let stored = ExclusionReason.allCases.map { "\($0.rawValue) \($0.name)" }
    #expect(
      stored == [
        "1 withdrawn", "2 not-selected", "3 space-inactive", "4 venue-inactive",
        "5 closed-holiday", "6 closed-weekly", "7 closed-exception", "8 below-notice",
        "9 beyond-lead-time", "10 booked", "11 no-price",
      ])
  }
}
