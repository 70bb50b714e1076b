import Dates
import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct DateFieldTests {
  // The first is the example of RFC 9110 section 5.6.7.
  @Test(arguments: [
    ("1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ("2024-02-29T23:59:59.999999Z", "Thu, 29 Feb 2024 23:59:59 GMT"),
    ("2027-01-01T00:00:00Z", "Fri, 01 Jan 2027 00:00:00 GMT"),
  ])
  func `an instant is written as HTTP has it`(instant: String, text: String) throws {
    #expect(try #require(Instant(rfc3339: instant)).httpDate == text)
  }

  @Test func `the header follows the clock by the second, in either direction`() throws {
    let date = DateField()
    let noon = try #require(Instant(rfc3339: "2026-03-01T12:00:00Z"))
    let clocks = [(0.0, "12:00:00"), (0.9, "12:00:00"), (1, "12:00:01"), (-1, "11:59:59")]
    for (seconds, clock) in clocks {
      let field = date.at(noon.adding(seconds: seconds))
      #expect(field.value == "Sun, 01 Mar 2026 \(clock) GMT")
      #expect(field.name == .date)
    }
  }
}
