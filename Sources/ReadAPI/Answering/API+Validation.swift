import Dates
import HTTPTypes

extension API {
  /// A 200 with its validator and age, or the 304 that a client with the same body gets.
  ///
  /// The body is in the coding that the client accepts, if it has been made in that one.
  func cacheable(
    _ body: StoredAnswer.Body, checkedAsOf: Instant?, _ demand: ReadDemand
  ) throws(Problem) -> Answer {
    let age = try age(checkedAsOf, demand)
    let coding = body.coding(accepted: demand.coding)
    let tag = body.tag.coded(as: coding)
    let bytes = body.bytes(in: coding)
    let isKnown = demand.known.map(tag.matches) ?? false
    var answer = isKnown ? Answer(.notModified) : Answer(.ok, bytes)
    // A 304 tells the length that the 200 would have had (RFC 9110 section 8.6).
    answer.add(.contentLength, String(bytes.count))
    if coding != .identity { answer.add(.contentEncoding, coding.rawValue) }
    validate(&answer, tag, age)
    return answer
  }

  /// The answer of a protected endpoint: kept nowhere here, and elsewhere for its bearer alone.
  func answerToBearer(
    _ bytes: [UInt8], checkedAsOf: Instant?, _ demand: ReadDemand, _ timing: inout ServerTiming
  ) throws(Problem) -> Answer {
    var body = StoredAnswer.Body(bytes, EntityTag(of: bytes))
    if demand.coding == .gzip { timing.measure("encode") { body.compress() } }
    return try cacheable(body, checkedAsOf: checkedAsOf, demand).ofBearer
  }

  /// The 304 for a client that has what a name stands for, without knowing the bytes; nil when it
  /// has not, or when only the bytes can tell.
  func unchanged(
    _ key: CacheKey, checkedAsOf: Instant?, _ demand: ReadDemand
  ) throws(Problem) -> Answer? {
    // A client may have the identity bytes or, if they were worth it, the gzip ones.
    guard let known = demand.known, let checkedAsOf, known.contains("\"") else { return nil }
    let tag = EntityTag(of: key, cursorKey)
    let codings: [ContentCoding] = demand.coding == .gzip ? [.gzip, .identity] : [.identity]
    guard let held = codings.map(tag.coded).first(where: { $0.matches(known) }) else { return nil }
    var answer = Answer(.notModified)
    validate(&answer, held, try age(checkedAsOf, demand))
    return answer
  }

  private func age(_ checkedAsOf: Instant?, _ demand: ReadDemand) throws(Problem) -> Int? {
    let age = checkedAsOf.map { max(0, Int($0.seconds(to: now()))) }
    if let age, let maxStaleness = demand.maxStaleness, age > maxStaleness {
      throw Problem(
        .tooStale, "The answer is \(age) seconds old, more than \(maxStaleness).",
        headers: [.age: String(age)])
    }
    return age
  }

  /// `Age` counts from the inputs that the answer agrees with. Caches subtract it from `max-age`
  /// (RFC 9111 section 4.2), so what the operator allows comes on top of it.
  private func validate(_ answer: inout Answer, _ tag: EntityTag, _ age: Int?) {
    answer.add(.eTag, tag.description)
    if let age { answer.add(.age, String(age)) }
    answer.add(
      .cacheControl,
      """
      public, max-age=\((age ?? 0) + settings.maxAgeSeconds), \
      stale-while-revalidate=\(settings.staleWhileRevalidateSeconds)
      """)
    answer.add(.vary, "Accept-Encoding, As-Of, Max-Staleness")
  }
}
