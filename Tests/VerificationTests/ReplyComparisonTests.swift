import Calendars
import Testing

@testable import Verification

@Suite struct ReplyComparisonTests {
  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":1.0}"#, nil, nil, nil), (#"{"a":1}"#, #"{"a":2}"#, "a", "1", "2"),
    (#"{"a":1}"#, #"{"a":"1"}"#, "a", "1", #""1""#), (#"{"a":null}"#, "{}", "a", "null", nil),
    (#"{"a":{"b":[1,2]}}"#, #"{"a":{"b":[1,3]}}"#, "a.b[1]", "2", "3"),
    (#"{"a":[1]}"#, #"{"a":[1,2]}"#, "a.count", "1", "2"),
    ("{}", #"{"a":1}"#, "a", nil, "1"),
    (#"{"x":1,"y":2}"#, #"{"y":2,"x":1}"#, nil, nil, nil),
    (#"{"add_ons":["a","b"]}"#, #"{"add_ons":["b","a"]}"#, nil, nil, nil),
    (#"{"add_ons":["a","b"]}"#, #"{"add_ons":["a"]}"#, "add_ons", #""a","b""#, #""a""#),
    (
      #"{"a":9007199254740993}"#, #"{"a":9007199254740992}"#, "a", "9007199254740993",
      "9007199254740992"
    ),
  ])
  func `the first field that differs`(
    live: String, other: String, field: String?, mine: String?, theirs: String?
  ) throws {
    let found = ReplyComparison().first(
      "", try JSON(reading: Array(live.utf8)), try JSON(reading: Array(other.utf8)))
    #expect(found == field.map { Difference(field: $0, live: mine, other: theirs) })
  }
}
