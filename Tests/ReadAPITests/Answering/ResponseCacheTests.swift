import Testing

@testable import ReadAPI

@Suite struct ResponseCacheTests {
  private func answer(_ size: Int) -> StoredAnswer {
    StoredAnswer(
      result: .success(body([UInt8](repeating: 0, count: size))), checkedAsOf: nil, standing: nil)
  }

  private func body(_ bytes: [UInt8]) -> StoredAnswer.Body {
    StoredAnswer.Body(bytes, EntityTag(of: bytes))
  }

  private func key(_ request: String, generation: Int64 = 1, catalogue: Int64 = 1) -> CacheKey {
    CacheKey(
      request: request, standing: Standing(generation: generation, catalogue: catalogue))
  }

  private func put(_ cache: ResponseCache, _ name: String, _ size: Int = 616) async {
    let made = answer(size)
    _ = await cache.answer(for: key(name)) {
      ResponseCache.Flight(result: .success(made), timing: ServerTiming())
    }
  }

  private func has(_ cache: ResponseCache, _ name: String) -> Bool {
    cache.answer(for: key(name)) != nil
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
    let key = key("a")
    let failure = Result<StoredAnswer, Problem>.failure(Problem(.busy, ""))
    _ = await cache.answer(for: key) {
      ResponseCache.Flight(result: failure, timing: ServerTiming())
    }
    #expect(cache.answer(for: key) == nil)
    #expect(cache.counters.misses == 1)
  }

  @Test func `an answer is kept under what it was read at`() async {
    let cache = ResponseCache(bytes: 10_000)
    let made = StoredAnswer(
      result: .success(body([1])), checkedAsOf: nil,
      standing: Standing(generation: 7, catalogue: 3))
    _ = await cache.answer(for: key("a", generation: 5, catalogue: 2)) {
      ResponseCache.Flight(result: .success(made), timing: ServerTiming())
    }
    #expect(cache.answer(for: key("a", generation: 5, catalogue: 2)) == nil)
    #expect(cache.answer(for: key("a", generation: 7, catalogue: 2)) == nil)
    #expect(cache.answer(for: key("a", generation: 7, catalogue: 3)) != nil)
  }

  @Test func `the bytes of what is kept never exceed the limit and are counted exactly`() async {
    let cache = ResponseCache(bytes: 20_000)
    var numbers = RandomNumbers(seed: 5)
    for _ in 0..<500 {
      let name = "answer \(Int.random(in: 0..<40, using: &numbers))"
      await put(cache, name, Int.random(in: 0...4000, using: &numbers))
      if has(cache, name), Bool.random(using: &numbers) { cache.keep(answer(3000), for: key(name)) }
      _ = has(cache, "answer \(Int.random(in: 0..<40, using: &numbers))")
      #expect(cache.contents.bytes <= 20_000)
    }
    #expect(cache.contents.answers > 2)
    let empty = ResponseCache(bytes: 0)
    await put(empty, "a", 1)
    #expect(empty.contents == (0, 0))
  }

  @Test func `the gzip form counts too`() async throws {
    let cache = ResponseCache(bytes: 20_000)
    await put(cache, "a", 5000)
    let before = cache.contents.bytes
    var grown = body([UInt8](repeating: 7, count: 5000))
    let plain = StoredAnswer(result: .success(grown), checkedAsOf: nil, standing: nil)
    grown.compress()
    let packed = StoredAnswer(result: .success(grown), checkedAsOf: nil, standing: nil)
    cache.keep(packed, for: key("a"))
    let gzip = try #require(grown.gzip?.count)
    #expect(gzip > 0 && packed.size > plain.size + gzip)
    #expect(cache.contents == (1, before + packed.size - plain.size))
  }
}
