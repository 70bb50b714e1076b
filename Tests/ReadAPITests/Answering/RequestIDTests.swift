import Testing

@testable import ReadAPI

@Suite struct RequestIDTests {
  @Test func `a short plain id is taken over`() {
    for text in ["a", "req-1_2.3", String(repeating: "x", count: 64)] {
      #expect(RequestID(sent: text).text == text)
    }
  }

  @Test func `any other id is replaced`() {
    for text in [nil, "", "a b", "a\nb", "é", String(repeating: "x", count: 65), "a,b"] {
      let id = RequestID(sent: text).text
      #expect(id != text)
      #expect(id.wholeMatch(of: /[0-9a-f]{1,16}/) != nil)
    }
  }
}
