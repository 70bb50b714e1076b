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
    var answer = Answer(.ok, body.bytes(in: coding), body.headers(in: coding))
    ages.fill(&answer.headers, age)
    guard let known = demand.known, body.tag.coded(as: coding).matches(known) else { return answer }
    // A 304 tells the length that the 200 would have had (RFC 9110 section 8.6), and no type.
    answer.status = .notModified
    answer.headers[.contentType] = nil
    answer.body = []
    return answer
  }

  /// The answer of a protected endpoint: kept nowhere here, and elsewhere for its bearer alone.
  func answerToBearer(
    _ bytes: [UInt8], checkedAsOf: Instant?, _ demand: ReadDemand, _ timing: inout ServerTiming
  ) throws(Problem) -> Answer {
    var body = StoredAnswer.Body(bytes, EntityTag(of: bytes))
    if demand.coding == .gzip { timing.measure(.encode) { body.compress() } }
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
    var answer = Answer(.notModified, [], AnswerFields.ofTag(held))
    ages.fill(&answer.headers, try age(checkedAsOf, demand))
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
}
