import Testing

@testable import ReadAPI

@Suite struct EntityTagTests {
  private let tag = EntityTag(of: Array("body".utf8))

  @Test func `equal bytes have equal tags and others have others`() {
    #expect(tag == EntityTag(of: Array("body".utf8)))
    #expect(tag != EntityTag(of: Array("bodz".utf8)))
    #expect(tag.description.wholeMatch(of: /"[0-9a-f]{24}"/) != nil)
  }

  @Test func `a list that names the tag matches, weak or strong`() {
    for list in ["*", " * ", "\(tag)", "W/\(tag)", "\"x\", \(tag)", "\"x\",W/\(tag) ,\"y\""] {
      #expect(tag.matches(list), "\(list)")
    }
  }

  @Test func `any other list does not match`() {
    for list in ["", "\"x\"", tag.description.dropLast() + "", "w/\(tag)", "**", ","] {
      #expect(!tag.matches(String(list)), "\(list)")
    }
  }
}
