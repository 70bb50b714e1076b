import Expansion
import Foundation
import Testing

@testable import CLI

@Suite struct WatchedFilesTests {
  @Test func `an edit in the second of the one before, of the same length, is seen`() throws {
    let folder = try JobFolder(steps: "[rebuild]")
    defer { folder.remove() }
    let path = folder.folder.appending(path: "Jobs/tiny.yml").path
    let job = try #require(Job.load(path, from: .disk).job)
    let files = WatchedFiles(path: path)
    files.note(job, readFrom: .distantFuture)
    let second = Date(timeIntervalSinceReferenceDate: 800_000_000)
    for fraction in [0.25, 0.5, 0.75] {
      let text = JobFolder.job(steps: "[rebuild]", "notice_days: \(Int(fraction * 4))")
      try folder.write("tiny.yml", text)
      try FileManager.default.setAttributes(
        [.modificationDate: second.addingTimeInterval(fraction)], ofItemAtPath: path)
      #expect(files.haveChanged())
      #expect(!files.haveChanged())
      files.note(job, readFrom: .distantFuture)
    }
  }

  @Test func `what was written while it was read is read again`() throws {
    let folder = try JobFolder(steps: "[rebuild]")
    defer { folder.remove() }
    let path = folder.folder.appending(path: "Jobs/tiny.yml").path
    let job = try #require(Job.load(path, from: .disk).job)
    let files = WatchedFiles(path: path)
    files.note(job, readFrom: .distantPast)
    #expect(files.haveChanged())
    #expect(!files.haveChanged())
  }
}
