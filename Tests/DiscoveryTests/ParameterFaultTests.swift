import Discovery
import Testing

@Suite struct ParameterFaultTests {
  @Test(arguments: [
    (ParameterFault("city", nil, .missing), "The parameter city is required."),
    (ParameterFault("pagee", "2", .unknown), "There is no parameter 'pagee'."),
    (ParameterFault("date", "x", .repeated), "The parameter date is sent more than once."),
    (
      ParameterFault("city", "%zz", .undecodable),
      "The parameter city is not percent-encoded UTF-8: '%zz'."
    ),
    (
      ParameterFault("date", "x", .malformed(expected: "a date of the form YYYY-MM-DD")),
      "The parameter date is not a date of the form YYYY-MM-DD: 'x'."
    ),
    (
      ParameterFault("limit", "500", .outOfRange("a whole number from 0 to 100")),
      "The parameter limit is not a whole number from 0 to 100: '500'."
    ),
    (
      ParameterFault("price_min", "5", .contradicts(parameter: "price_max", value: "4")),
      "The parameter price_min ('5') contradicts price_max ('4')."
    ),
    (
      ParameterFault("sort", "distance", .needs(parameter: "near")),
      "The parameter sort ('distance') needs the parameter near."
    ),
    (
      ParameterFault("cursor", "abc", .foreignCursor),
      "The parameter cursor was altered or made for another query: 'abc'."
    ),
    (
      ParameterFault("q", "desk", .unsupported(.freeText)),
      "The parameter q asks for a search by free text, which is not offered here."
    ),
  ])
  func `a fault says what is wrong in one sentence`(fault: ParameterFault, sentence: String) {
    #expect(fault.message == sentence)
  }

  @Test func `a long value is cut`() {
    let fault = ParameterFault(
      "cursor", String(repeating: "é", count: 5000), .malformed(expected: "x"))
    #expect(fault.message.count < 150)
    #expect(fault.message.hasSuffix("é...'."))
  }
}
