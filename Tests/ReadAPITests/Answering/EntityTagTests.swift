import Testing

@testable import ReadAPI

@Suite struct EntityTagTests {
  private let tag = EntityTag(of: Array("body".utf8))

  @Test func `equal bytes have equal tags and others have others`() {
    #expect(tag == EntityTag(of: Array("body".utf8)))
    #expect(tag != EntityTag(of: Array("bodz".utf8)))
    #expect(tag.description.wholeMatch(of: /"[0-9a-f]{24}"/) != nil)
  }

  @Test func `a name's tag follows each part of the name and the key`() throws {
    func name(_ request: String, _ generation: Int64, _ catalogue: Int64) -> CacheKey {
      CacheKey(
        request: request, standing: Standing(generation: generation, catalogue: catalogue))
    }
    let key = try #require(CursorKey([UInt8](repeating: 1, count: 32)))
    let other = try #require(CursorKey([UInt8](repeating: 2, count: 32)))
    let tag = EntityTag(of: name("a", 12, 3), key)
    #expect(tag == EntityTag(of: name("a", 12, 3), key))
    let others = [
      EntityTag(of: name("b", 12, 3), key), EntityTag(of: name("a", 1, 23), key),
      EntityTag(of: name("a", 12, 4), key), EntityTag(of: name("a", 12, 3), other),
      tag.coded(as: .gzip),
    ]
    #expect(Set(others + [tag]).count == 6)
  }

  @Test func `a list that names the tag matches, weak or strong`() {
    for list in [
      "*", " * ", "\(tag)", "W/\(tag)", "\"x\", \(tag)", "\"x\",W/\(tag) ,\"y\"", ",, \(tag)",
      "\"a,b\",\(tag)", "\"\",\(tag)",
    ] {
      #expect(tag.matches(list), "\(list)")
    }
  }

  @Test func `any other list does not match`() {
    let inner = String(tag.description.dropFirst().dropLast())
    for list in [
      "", "\"x\"", tag.description.dropLast() + "", "w/\(tag)", "**", ",", inner, "\"x,\(inner)\"",
      "\"x\(tag)", "\(tag.coded(as: .gzip))", "*, *",
    ] {
      #expect(!tag.matches(String(list)), "\(list)")
    }
  }

  @Test func `each coding has a tag of its own`() {
    let packed = tag.coded(as: .gzip)
    #expect(packed.description.wholeMatch(of: /"[0-9a-f]{24}-gzip"/) != nil)
    #expect(packed.matches("W/\(packed)"))
    #expect(!packed.matches("\(tag)"))
  }
}
