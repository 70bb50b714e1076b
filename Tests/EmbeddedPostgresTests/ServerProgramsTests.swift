import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite
struct ServerProgramsTests {
  @Test
  func `PATH comes before the usual folders`() {
    let folders = ServerPrograms.folders(path: "/opt/own/bin:/usr/bin")
    #expect(folders.prefix(2) == ["/opt/own/bin", "/usr/bin"])
    #expect(folders.contains("/usr/local/pgsql/bin"))
  }

  @Test
  func `programs in a folder of PATH are found, and with their version`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "almanac-programs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // GNU's `true --version` answers as PostgreSQL's programs do: a name, a bracket, a number.
    for program in ["initdb", "pg_ctl", "postgres"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: program).path, withDestinationPath: "/usr/bin/true")
    }
    let first = try #require(ServerPrograms.installed(path: folder.path).first)
    #expect(first.folder == folder.path)
    #expect(Int(first.version) != nil)
  }

  @Test
  func `a folder with only some of the programs is passed over`() {
    let found = ServerPrograms.installed(path: "/bin:/usr/bin").map(\.folder)
    #expect(!found.contains("/bin"))
  }
}
