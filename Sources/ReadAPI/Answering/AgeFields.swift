import HTTPTypes
import Synchronization

/// The headers that tell how old answers are and how long caches may serve them.
///
/// `Age` counts from the inputs that the answer agrees with. Caches subtract it from `max-age`
/// (RFC 9111 section 4.2), so what the operator allows comes on top of it.
final class AgeFields: Sendable {
  private let maxAgeSeconds: Int
  private let staleWhileRevalidateSeconds: Int
  // Within a second, all cells that one run has looked at are of one age.
  private let made = Mutex<[Int: (caching: HTTPField, age: HTTPField)]>([:])
  private static let limit = 256

  /// The headers as the operator wants caches to behave.
  init(_ settings: APISettings) {
    maxAgeSeconds = settings.maxAgeSeconds
    staleWhileRevalidateSeconds = settings.staleWhileRevalidateSeconds
  }

  /// Fills the places of both headers for an age in seconds; without one there is no `Age`.
  func fill(_ fields: inout HTTPFields, _ age: Int?) {
    guard let age else {
      fields[AnswerFields.cacheControl] = caching(0)
      fields.remove(at: AnswerFields.age)
      return
    }
    (fields[AnswerFields.cacheControl], fields[AnswerFields.age]) = made.withLock { made in
      if let known = made[age] { return known }
      if made.count >= AgeFields.limit { made.removeAll(keepingCapacity: true) }
      let new = (caching: caching(age), age: HTTPField(name: .age, value: String(age)))
      made[age] = new
      return new
    }
  }

  private func caching(_ age: Int) -> HTTPField {
    HTTPField(
      name: .cacheControl,
      value: """
        public, max-age=\(age + maxAgeSeconds), \
        stale-while-revalidate=\(staleWhileRevalidateSeconds)
        """)
  }
}
