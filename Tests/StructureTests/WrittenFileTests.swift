import Foundation
import Testing

@Suite struct WrittenFileTests {
  @Test func `a Swift file has at most 400 lines`() throws {
    for path in try Repository.written() where path.hasSuffix(".swift") {
      let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(path)")
    }
  }

  @Test func `no file names a folder of the machine it was written on`() throws {
    let folder = try Regex("/(work|root|Users|home/(?!linuxbrew)[a-z]+|opt/swift)/")
    for path in try Repository.written() where !path.hasSuffix(".gz") {
      for line in try Repository.text(path).split(separator: "\n") where line.contains(folder) {
        #expect(path == "Tests/StructureTests/WrittenFileTests.swift", "\(path): \(line)")
      }
    }
  }

  @Test(arguments: ["TO" + "DO", "FIX" + "ME", "fatal" + "Error(", ".dis" + "abled("])
  func `nothing is left unfinished`(mark: String) throws {
    for path in try Repository.written() where path.hasSuffix(".swift") || path.hasSuffix(".sql") {
      #expect(try !Repository.text(path).contains(mark), "\(path)")
    }
  }

  @Test func `what cron and newcomers call can be executed`() throws {
    let scripts = try Repository.written().filter { $0.hasSuffix(".sh") } + [".ci/run"]
    #expect(scripts.contains("Jobs/demo.sh") && scripts.contains("Jobs/test.sh"))
    for path in scripts {
      let absolute = Repository.root.appending(path: path).path
      #expect(FileManager.default.isExecutableFile(atPath: absolute), "\(path)")
    }
  }
}
