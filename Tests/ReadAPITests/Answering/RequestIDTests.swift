import Testing

@testable import ReadAPI

@Suite struct RequestIDTests {
  private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
  private static let parent = "00-\(trace)-00f067aa0ba902b7-01"

  @Test func `a short plain id is taken over`() {
    for text in ["a", "req-1_2.3", String(repeating: "x", count: 64)] {
      #expect(RequestID(sent: text).text == text)
      #expect(RequestID(sent: text, traceparent: Self.parent).text == text)
    }
  }

  @Test func `any other id is replaced`() {
    for text in [nil, "", "a b", "a\nb", "é", String(repeating: "x", count: 65), "a,b"] {
      let id = RequestID(sent: text).text
      #expect(id != text)
      #expect(id.wholeMatch(of: /[0-9a-f]{1,16}/) != nil)
    }
  }

  @Test func `no two requests without an id get the same`() {
    let ids = (0..<10_000).map { _ in RequestID(sent: nil).text }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{1,16}/) != nil })
  }

  @Test func `a trace is the id of a request without one`() {
    let id = RequestID(sent: nil, traceparent: Self.parent)
    #expect(id.text == Self.trace && id.trace == Self.trace)
    #expect(RequestID(sent: "a", traceparent: Self.parent).trace == Self.trace)
    #expect(RequestID(sent: nil, traceparent: "cc-\(Self.parent.dropFirst(3))-what").trace != nil)
  }

  @Test(arguments: [
    "", "00", "00-\(trace)-00f067aa0ba902b7", "00-\(trace)-00f067aa0ba902b7-01-x",
    "ff-\(trace)-00f067aa0ba902b7-01", "00-\(trace.uppercased())-00f067aa0ba902b7-01",
    "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-\(trace)-0000000000000000-01",
    "00-\(trace)-00f067aa0ba902b7-0", "00-\(trace.dropLast())g-00f067aa0ba902b7-01",
  ])
  func `a malformed traceparent is none`(header: String) {
    #expect(RequestID(sent: nil, traceparent: header).trace == nil)
  }
}
