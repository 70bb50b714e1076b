import Dates
import HTTPTypes

extension API {
  /// A 200 with its validator and age, or the 304 that a client with the same body gets.
  ///
  /// `Age` counts from the inputs that the answer agrees with. Caches subtract it from `max-age`
  /// (RFC 9111 section 4.2), so what the operator allows comes on top of it.
  func cacheable(
    _ body: StoredAnswer.Body, checkedAsOf: Instant?, _ headers: HTTPFields,
    maxStaleness: Int? = nil
  ) throws(Problem) -> Answer {
    let age = checkedAsOf.map { max(0, Int($0.seconds(to: now()))) }
    if let age, let maxStaleness, age > maxStaleness {
      throw Problem(
        .tooStale, "The answer is \(age) seconds old, more than \(maxStaleness).",
        headers: [.age: String(age)])
    }
    let isKnown = headers[.ifNoneMatch].map(body.tag.matches) ?? false
    var answer = isKnown ? Answer(.notModified) : Answer(.ok, body.bytes)
    // A 304 tells the length that the 200 would have had (RFC 9110 section 8.6).
    answer.headers[.contentLength] = String(body.bytes.count)
    answer.headers[.eTag] = body.tag.description
    if let age { answer.headers[.age] = String(age) }
    answer.headers[.cacheControl] = """
      public, max-age=\((age ?? 0) + settings.maxAgeSeconds), \
      stale-while-revalidate=\(settings.staleWhileRevalidateSeconds)
      """
    answer.headers[.vary] = "As-Of, Max-Staleness"
    return answer
  }
}
