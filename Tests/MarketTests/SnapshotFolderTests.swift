import Foundation
import Testing

@testable import Market

@Suite struct SnapshotFolderTests {
  @Test func `the cities with listings are found with their files, plain or gzip`() throws {
    let folder = try SnapshotFolder(path: Fixtures.folder)
    #expect(folder.snapshots.map(\.city.slug) == ["atlantis", "lemuria"])
    #expect(folder.snapshots[0].listings == Fixtures.folder + "/atlantis-listings.csv")
    #expect(folder.snapshots[1].calendar == Fixtures.folder + "/lemuria-calendar.csv.gz")
  }

  @Test func `a city that is not there is named with those that are`() throws {
    let folder = try SnapshotFolder(path: Fixtures.folder)
    #expect(throws: InputError.unknownCity(slug: "mu", known: ["atlantis", "lemuria"])) {
      try folder.snapshot(of: "mu")
    }
  }

  @Test func `a folder without listings is refused`() {
    let nowhere = Fixtures.folder + "/nowhere"
    #expect(
      throws: InputError.unreadable(
        path: nowhere, reason: "no such folder, or no permission")
    ) { try SnapshotFolder(path: nowhere) }
  }

  /// Calls `body` with a folder that holds empty files of these names.
  private func withFolder(_ names: [String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in names { try Data().write(to: folder.appending(path: name)) }
    try body(folder.path)
  }

  @Test func `a well-known city needs no cities file`() throws {
    try withFolder(["seattle2016-listings.csv", "seattle2016-calendar.csv.gz"]) { path in
      let snapshot = try SnapshotFolder(path: path).snapshot(of: "seattle2016")
      #expect(snapshot.city.timeZone == "America/Los_Angeles")
      #expect(snapshot.city.subdivision == "US-WA")
      #expect(snapshot.calendar == path + "/seattle2016-calendar.csv.gz")
    }
  }

  @Test func `listings of a city that nobody knows are not passed over`() throws {
    try withFolder(["mu-listings.csv"]) { path in
      let expected = InputError.missingFile(folder: path, name: "cities.csv with the city 'mu'")
      #expect(throws: expected) { try SnapshotFolder(path: path) }
    }
  }
}
