import Dates
import Discovery
import HTTPTypes

extension API {
  /// The answer to a request that has a canonical text: what is known of it, or made.
  func answer(
    _ request: String, at place: Place?, _ demand: ReadDemand, _ timing: inout ServerTiming,
    _ make: @Sendable @escaping () async -> ResponseCache.Flight
  ) async throws(Problem) -> Answer {
    if let known = try known(request, at: place, demand, &timing) { return known }
    return try await made(request, at: place, demand, &timing, make)
  }

  /// A 304 by the tag alone, or the answer in memory; nil when there is neither.
  func known(
    _ request: String, at place: Place?, _ demand: ReadDemand, _ timing: inout ServerTiming
  ) throws(Problem) -> Answer? {
    guard let key = place?.key(request) else { return nil }
    if demand.known != nil,
      let answer = try unchanged(key, checkedAsOf: place?.checkedAsOf, demand)
    {
      timing.cache = .hit
      return answer
    }
    let stored = timing.measure(.cache) { cache.answer(for: key) }
    guard let stored else { return nil }
    timing.cache = .hit
    return try answer(stored, key, place, demand, &timing)
  }

  /// The answer from an equal request under way, or made; without a place, nothing is kept.
  func made(
    _ request: String, at place: Place?, _ demand: ReadDemand, _ timing: inout ServerTiming,
    _ make: @Sendable @escaping () async -> ResponseCache.Flight
  ) async throws(Problem) -> Answer {
    let key = place?.key(request)
    if key != nil { timing.cache = .miss }
    let flight = if let key { await cache.answer(for: key, make) } else { await make() }
    timing.note(flight.timing)
    return try answer(try flight.result.get(), key, place, demand, &timing)
  }

  private func answer(
    _ stored: StoredAnswer, _ key: CacheKey?, _ place: Place?, _ demand: ReadDemand,
    _ timing: inout ServerTiming
  ) throws(Problem) -> Answer {
    let checkedAsOf = place?.checkedAsOf ?? stored.checkedAsOf
    guard demand.coding == .gzip else {
      return try cacheable(try stored.result.get(), checkedAsOf: checkedAsOf, demand)
    }
    var packed = stored
    compress(&packed, key, &timing)
    return try cacheable(try packed.result.get(), checkedAsOf: checkedAsOf, demand)
  }

  /// Makes the gzip form once, and keeps it beside the plain one.
  private func compress(
    _ stored: inout StoredAnswer, _ key: CacheKey?, _ timing: inout ServerTiming
  ) {
    guard case .success(var body) = stored.result, body.gzip == nil else { return }
    timing.measure(.encode) { body.compress() }
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
