import Testing

@testable import ReadAPI

@Suite struct ResponseCacheTests {
  private func answer(_ size: Int) -> StoredAnswer {
    StoredAnswer(
      result: .success(StoredAnswer.Body([UInt8](repeating: 0, count: size))), checkedAsOf: nil,
      generation: nil)
  }

  private func put(_ cache: ResponseCache, _ name: String, _ size: Int = 744) async {
    let made = answer(size)
    _ = await cache.answer(for: CacheKey(query: name, generation: 1)) {
      ResponseCache.Flight(result: .success(made), timing: ServerTiming())
    }
  }

  private func has(_ cache: ResponseCache, _ name: String) -> Bool {
    cache.answer(for: CacheKey(query: name, generation: 1)) != nil
  }

  @Test func `what is used stays when what is not goes`() async {
    let cache = ResponseCache(bytes: 10_000)
    await put(cache, "used")
    for index in 0..<40 {
      await put(cache, "other \(index)")
      #expect(has(cache, "used"))
    }
    #expect(!has(cache, "other 0"))
    #expect(has(cache, "other 39"))
    #expect(cache.counters.evicted > 20)
  }

  @Test func `an answer larger than half the cache is not kept`() async {
    let cache = ResponseCache(bytes: 10_000)
    await put(cache, "large", 5000)
    #expect(!has(cache, "large"))
  }

  @Test func `a failure is not kept`() async {
    let cache = ResponseCache(bytes: 10_000)
    let key = CacheKey(query: "a", generation: 1)
    let failure = Result<StoredAnswer, Problem>.failure(Problem(.busy, ""))
    _ = await cache.answer(for: key) {
      ResponseCache.Flight(result: failure, timing: ServerTiming())
    }
    #expect(cache.answer(for: key) == nil)
    #expect(cache.counters.misses == 1)
  }

  @Test func `an answer is kept under the generation that it was read at`() async {
    let cache = ResponseCache(bytes: 10_000)
    let made = StoredAnswer(
      result: .success(StoredAnswer.Body([1])), checkedAsOf: nil, generation: 7)
    _ = await cache.answer(for: CacheKey(query: "a", generation: 5)) {
      ResponseCache.Flight(result: .success(made), timing: ServerTiming())
    }
    #expect(cache.answer(for: CacheKey(query: "a", generation: 5)) == nil)
    #expect(cache.answer(for: CacheKey(query: "a", generation: 7)) != nil)
  }
}
