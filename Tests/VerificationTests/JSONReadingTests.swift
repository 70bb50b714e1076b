import Calendars
import Testing

@testable import Verification

@Suite struct JSONReadingTests {
  @Test(arguments: [
    "null", "true", "[]", "{}", "[1,-2,[3]]", #"{"a":{"b":[null,false]},"c":"d"}"#, "1.5", #""é""#,
    "9223372036854775807", #""a\"b\\c\nd""#,
  ])
  func `what is read is what was written`(text: String) throws {
    #expect(try JSON(reading: Array(text.utf8)).compact == text)
  }

  @Test func `space, escapes and numbers of every form`() throws {
    let text = #" { "a" : "\u00e9\ud83d\ude00\/" , "b" : [ 1e3 , 9223372036854775808 ] } "#
    #expect(
      try JSON(reading: Array(text.utf8))
        == .object([
          ("a", .string("é😀/")),
          ("b", .array([.decimal(1000), .decimal(9.223372036854775808e18)])),
        ]))
  }

  @Test(arguments: [
    ("", 0), ("[1,]", 3), (#"{"a"}"#, 4), ("tru", 0), ("1 2", 2), (#""a"#, 2), ("[1", 2),
    ("\"a\nb\"", 2), ("nan", 0), (#""\x""#, 3), (#""\u12""#, 3),
  ])
  func `what is not JSON is refused with the place`(text: String, offset: Int) {
    #expect(throws: JSONFault(offset: offset)) { _ = try JSON(reading: Array(text.utf8)) }
  }

  @Test func `nesting has an end`() {
    #expect(throws: JSONFault(offset: 64)) {
      _ = try JSON(reading: [UInt8](repeating: UInt8(ascii: "["), count: 100_000))
    }
  }
}
