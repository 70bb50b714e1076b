import Discovery
import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct ProblemCodeTests {
  @Test func `every fault of a parameter has a code of its own name`() {
    let causes: [ParameterFault.Cause] =
      [
        .missing, .unknown, .repeated, .undecodable, .malformed(expected: ""), .outOfRange(""),
        .contradicts(parameter: "", value: ""), .needs(parameter: ""), .foreignCursor,
      ] + UnsupportedRequest.allCases.map { .unsupported($0) }
    for cause in causes {
      let fault = ParameterFault("city", nil, cause)
      #expect(ProblemCode(rawValue: fault.code) != nil, "\(fault.code)")
      #expect(Problem(fault).code.status == .badRequest)
    }
  }

  @Test func `a problem document has this text`() {
    let problem = Problem(ParameterFault("limit", "5\"00", .outOfRange("a whole number")))
    let answer = problem.answer
    #expect(answer.status == .badRequest)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.headers[.cacheControl] == "no-store")
    #expect(
      String(decoding: answer.body, as: UTF8.self) == #"""
        {"type":"urn:problem-type:almanac:invalid-parameter","title":"Bad Request","status":400,\#
        "code":"invalid-parameter",\#
        "detail":"The parameter limit is not a whole number: '5\"00'.",\#
        "parameter":"limit","value":"5\"00"}
        """#)
  }
}
