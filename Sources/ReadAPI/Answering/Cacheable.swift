import Dates
import HTTPTypes

extension API {
  /// A 200 with its validator and age, or the 304 that a client with the same body gets.
  ///
  /// `Age` counts from the inputs that the answer agrees with. Caches subtract it from `max-age`
  /// (RFC 9111 section 4.2), so what the operator allows comes on top of it.
  func cacheable(_ body: [UInt8], inputsAsOf: Instant?, _ headers: HTTPFields) -> Answer {
    let tag = EntityTag(of: body)
    let isKnown = headers[.ifNoneMatch].map(tag.matches) ?? false
    var answer = isKnown ? Answer(.notModified) : Answer(.ok, body)
    answer.headers[.eTag] = tag.description
    let age = inputsAsOf.map { max(0, Int($0.seconds(to: now()))) } ?? 0
    if inputsAsOf != nil { answer.headers[.age] = String(age) }
    answer.headers[.cacheControl] = """
      public, max-age=\(age + settings.maxAgeSeconds), \
      stale-while-revalidate=\(settings.staleWhileRevalidateSeconds)
      """
    return answer
  }
}
