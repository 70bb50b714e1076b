import Calendars
import Dates
import Expansion
import Synchronization
import Testing

@Suite struct FileSnapshotTests {
  private static let texts = ["a.yml": "one", "c/b.yml": "two", "c/d/e.ics": "three", "c/f": "x"]

  private static func hash(_ texts: [String: String]) -> Int64? {
    let snapshot = FileSnapshot(of: .memory(texts))
    _ = try? snapshot.files.bytes("a.yml")
    return snapshot.hash(folders: [("c", [".yml", ".ics"])])
  }

  private static func changed(_ path: String, _ text: String?) -> [String: String] {
    var texts = texts
    texts[path] = text
    return texts
  }

  @Test func `the hash is of paths and bytes, in no order`() {
    #expect(Self.hash(Self.texts) != nil)
    #expect(Self.hash(Self.texts) == Self.hash(Self.texts))
    #expect(Self.hash(Self.changed("c/f", "y")) == Self.hash(Self.texts))
    let others = [
      Self.changed("a.yml", "One"), Self.changed("c/b.yml", "two "),
      Self.changed("c/d/e.ics", nil), Self.changed("c/g.yml", ""),
      ["a.yml": "one", "c/b.yml": "three", "c/d/e.ics": "two"],
    ].map(Self.hash)
    #expect(Set(others + [Self.hash(Self.texts)]).count == 6)
  }

  @Test func `a file that is read again has not changed`() throws {
    let text = Mutex("before")
    let snapshot = FileSnapshot(
      of: SourceFiles(bytes: { _ in Array(text.withLock { $0 }.utf8) }, paths: { _ in [] }))
    let first = try snapshot.files.bytes("a")
    text.withLock { $0 = "after" }
    let second = try snapshot.files.bytes("a")
    #expect(second == first)
    #expect(first == Array("before".utf8))
  }

  @Test func `what is read after the hash, or cannot be read, is not in it`() throws {
    let snapshot = FileSnapshot(of: .memory(Self.texts))
    #expect(!snapshot.isWhole)
    _ = snapshot.hash(folders: [("c", [".yml"])])
    #expect(snapshot.isWhole)
    let late = try snapshot.files.bytes("c/f")
    #expect(late == Array("x".utf8))
    #expect(!snapshot.isWhole)

    struct Unreadable: Error {}
    let broken = FileSnapshot(
      of: SourceFiles(bytes: { _ in throw Unreadable() }, paths: { _ in ["c/b.yml"] }))
    #expect(broken.hash(folders: [("c", [".yml"])]) == nil)
    #expect(throws: Unreadable.self) { _ = try broken.files.bytes("c/b.yml") }
  }
}
