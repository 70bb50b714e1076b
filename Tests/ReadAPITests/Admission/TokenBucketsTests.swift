import Testing

@testable import ReadAPI

@Suite struct TokenBucketsTests {
  private let start = ContinuousClock.now

  /// How many of so many requests at one instant are let through.
  private func passed(
    _ buckets: TokenBuckets, _ count: Int, after milliseconds: Int, _ client: String = "a"
  ) -> Int {
    let now = start + .milliseconds(milliseconds)
    return (0..<count).count { _ in buckets.take(client, at: now) == nil }
  }

  @Test func `a burst passes at once, and then as many as the rate allows`() {
    let buckets = TokenBuckets(perSecond: 10, burst: 5)
    #expect(passed(buckets, 20, after: 0) == 5)
    #expect(passed(buckets, 20, after: 99) == 0)
    #expect(passed(buckets, 20, after: 100) == 1)
    #expect(passed(buckets, 20, after: 399) == 2)
    #expect(passed(buckets, 20, after: 10_000) == 5)
  }

  @Test func `who is refused hears how long it takes`() {
    let buckets = TokenBuckets(perSecond: 2, burst: 1)
    #expect(buckets.take("a", at: start) == nil)
    #expect(buckets.take("a", at: start) == .milliseconds(500))
    #expect(buckets.take("a", at: start + .milliseconds(200)) == .milliseconds(300))
    #expect(buckets.take("a", at: start + .milliseconds(500)) == nil)
  }

  @Test func `clients do not share a bucket`() {
    let buckets = TokenBuckets(perSecond: 1, burst: 2)
    for client in ["a", "b", "c"] { #expect(passed(buckets, 9, after: 0, client) == 2) }
  }

  @Test func `over a long time nobody gets more than the rate and a burst`() {
    let buckets = TokenBuckets(perSecond: 7, burst: 20)
    let sum = stride(from: 0, through: 60_000, by: 13).reduce(0) { sum, time in
      sum + passed(buckets, 3, after: time)
    }
    #expect(sum >= 7 * 60 + 19 && sum <= 7 * 60 + 20)
  }

  @Test func `clients that are no longer heard of are forgotten`() {
    let buckets = TokenBuckets(perSecond: 10, burst: 10)
    for index in 0..<1000 { _ = buckets.take("client \(index)", at: start) }
    #expect(buckets.count == 1000)
    _ = buckets.take("a", at: start + .seconds(3))
    #expect(buckets.count == 1)
    let small = TokenBuckets(perSecond: 1, burst: 100, clients: 100)
    for index in 0..<1000 { _ = small.take("client \(index)", at: start) }
    #expect(small.count <= 101)
  }
}
