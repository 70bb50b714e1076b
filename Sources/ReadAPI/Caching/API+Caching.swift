import Dates
import Discovery
import HTTPTypes

extension API {
  /// The answer to a request that has a canonical text: a 304 by the tag alone, from memory, from
  /// an equal request under way, or made.
  ///
  /// Without a place, nothing is kept.
  func answer(
    _ request: String, at place: Place?, _ demand: ReadDemand, _ timing: inout ServerTiming,
    _ make: @Sendable @escaping () async -> ResponseCache.Flight
  ) async throws(Problem) -> Answer {
    let key = place.map {
      CacheKey(request: request, standing: $0.standing, moment: $0.moment)
    }
    if let key, let answer = try unchanged(key, checkedAsOf: place?.checkedAsOf, demand) {
      timing.cache = .hit
      return answer
    }
    var stored = try await stored(key, &timing, make)
    if demand.coding == .gzip { compress(&stored, key, &timing) }
    return try cacheable(
      try stored.result.get(), checkedAsOf: place?.checkedAsOf ?? stored.checkedAsOf, demand)
  }

  /// The answer from memory, from an equal request under way, or made.
  private func stored(
    _ key: CacheKey?, _ timing: inout ServerTiming,
    _ make: @Sendable @escaping () async -> ResponseCache.Flight
  ) async throws(Problem) -> StoredAnswer {
    guard let key else {
      let flight = await make()
      timing.note(flight.timing)
      return try flight.result.get()
    }
    let began = ContinuousClock.now
    if let answer = cache.answer(for: key) {
      timing.note("cache", began.duration(to: .now))
      timing.cache = .hit
      return answer
    }
    timing.note("cache", began.duration(to: .now))
    timing.cache = .miss
    let flight = await cache.answer(for: key, make)
    timing.note(flight.timing)
    return try flight.result.get()
  }

  /// Makes the gzip form once, and keeps it beside the plain one.
  private func compress(
    _ stored: inout StoredAnswer, _ key: CacheKey?, _ timing: inout ServerTiming
  ) {
    guard case .success(var body) = stored.result, body.gzip == nil else { return }
    timing.measure("encode") { body.compress() }
    guard body.gzip != nil else { return }
    stored.result = .success(body)
    if let key { cache.keep(stored, for: key.named(by: stored.standing)) }
  }

  /// A flight of what a statement gives and how it is written; the text of a failure is the log's.
  func flight(
    _ make: (inout ServerTiming) async throws(Problem) -> StoredAnswer
  ) async -> ResponseCache.Flight {
    var timing = ServerTiming()
    do throws(Problem) {
      let answer = try await make(&timing)
      return ResponseCache.Flight(result: .success(answer), timing: timing)
    } catch {
      return ResponseCache.Flight(result: .failure(error), timing: timing)
    }
  }

  /// The problem in the place of an answer, to be kept until anything changes.
  func absent(_ code: ProblemCode, _ detail: String) -> StoredAnswer {
    StoredAnswer(result: .failure(Problem(code, detail)), checkedAsOf: nil, standing: nil)
  }

  /// A body that is named by the request and what it was read at.
  func body(_ bytes: [UInt8], _ request: String, _ standing: Standing) -> StoredAnswer.Body {
    StoredAnswer.Body(
      bytes, EntityTag(of: CacheKey(request: request, standing: standing), cursorKey))
  }
}
