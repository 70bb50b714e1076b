@testable import Discovery
import Testing

@Suite struct CursorTests {
  private let tag = [UInt8](repeating: 0xa5, count: Cursor.tagLength)

  @Test func `a cursor comes back from its text`() throws {
    var numbers = RandomNumbers(seed: 5)
    for _ in 0..<2000 {
      let cursor = Cursor(
        generation: .random(in: .min ... .max, using: &numbers),
        place: SortPlace(
          .random(in: .min ... .max, using: &numbers), .random(in: .min ... .max, using: &numbers)),
        total: .random(in: 0 ... .max, using: &numbers), totalIsExact: .random(using: &numbers))
      let text = Cursor.text(payload: cursor.payload, tag: tag)
      let parts = try #require(Cursor.split(text))
      #expect(parts.tag == tag)
      #expect(Cursor(payload: parts.payload) == cursor)
    }
  }

  @Test(arguments: ["", "A", "AAAA", "not a cursor", String(repeating: "A", count: 62)])
  func `text of another form is no cursor`(text: String) {
    let parts = Cursor.split(text)
    #expect(parts == nil || parts.flatMap { Cursor(payload: $0.payload) } == nil)
  }

  @Test func `bytes have one text each`() {
    #expect(Base64URL.encode([0xfb, 0xff]) == "-_8")
    #expect(Base64URL.decode("-_8") == [0xfb, 0xff])
    for text in ["-_9", "-_8=", "+/8", "-", "-_8 "] { #expect(Base64URL.decode(text) == nil) }
  }
}
