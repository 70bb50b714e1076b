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
}
