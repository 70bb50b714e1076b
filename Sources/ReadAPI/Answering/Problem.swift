public import Discovery
public import HTTPTypes

/// A request that is not answered as asked, as the client is told (RFC 9457).
public struct Problem: Error, Sendable, Hashable {
  /// What went wrong.
  public var code: ProblemCode
  /// One sentence for people.
  public var detail: String
  /// The parameter at fault, if one is.
  public var parameter: String?
  /// The value of that parameter as it was sent.
  public var value: String?
  /// Headers that belong to the answer, such as `Allow`.
  public var headers: HTTPFields = [:]

  /// A problem that no parameter causes.
  public init(_ code: ProblemCode, _ detail: String, headers: HTTPFields = [:]) {
    self.code = code
    self.detail = detail
    self.headers = headers
  }

  /// The problem of a parameter.
  public init(_ fault: ParameterFault) {
    code = ProblemCode(rawValue: fault.code) ?? .invalidParameter
    detail = fault.message
    parameter = fault.parameter
    value = fault.value
  }

  /// The document.
  var answer: Answer {
    var json = JSONWriter()
    json.object { json in
      json.name("type")
      json.string("urn:problem-type:almanac:\(code.rawValue)")
      json.name("title")
      json.string(code.status.reasonPhrase)
      json.name("status")
      json.integer(code.status.code)
      json.name("code")
      json.string(code.rawValue)
      json.name("detail")
      json.string(detail)
      if let parameter {
        json.name("parameter")
        json.string(parameter.prefix(100))
      }
      if let value {
        json.name("value")
        json.string(value.prefix(200))
      }
    }
    var answer = Answer(code.status, json.bytes, type: "application/problem+json")
    for field in headers { answer.headers.append(field) }
    answer.headers[.cacheControl] = "no-store"
    return answer
  }
}
