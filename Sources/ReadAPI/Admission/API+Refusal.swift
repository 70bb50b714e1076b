import HTTPTypes

extension API {
  /// The last answer of a connection, to what HTTP does not let through; it is counted and logged
  /// like any other, with the method and the target as far as they could be read.
  func refusal(_ problem: Problem, method: String? = nil, target: String? = nil) -> Answer {
    let began = ContinuousClock.now
    var answer = problem.answer
    answer.headers[.connection] = "close"
    if method == HTTPRequest.Method.head.rawValue { answer.dropBody() }
    conclude(
      &answer, method ?? "none", target.map { API.parts($0).path } ?? "none", nil,
      RequestID(sent: nil), ServerTiming(), since: began)
    return answer
  }
}
