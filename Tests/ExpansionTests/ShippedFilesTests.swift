import Calendars
import Foundation
import Testing

@testable import Expansion

/// The job files and calendars of the repository.
@Suite struct ShippedFilesTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let jobs = SourceFiles.disk.paths("\(root)/Jobs").filter { path in
    path.hasSuffix(".yml") && !path.dropFirst("\(root)/Jobs/".count).contains("/")
      && !path.hasSuffix("/serve.yml")
  }.sorted()

  static let calendars = SourceFiles.disk.paths("\(root)/Jobs/calendars")
    .filter { $0.hasSuffix(".yml") }.sorted()

  @Test func `there are job files and calendars`() {
    #expect(Self.jobs.count >= 2)
    #expect(Self.calendars.count >= 30)
  }

  @Test(arguments: jobs) func `a job file has no finding`(path: String) {
    let loaded = LoadedJob(path, from: .disk)
    let findings = loaded.diagnostics.filter { $0.severity != .note }
    #expect(findings.isEmpty, "\(findings.rendered(sources: loaded.sources))")
    #expect(loaded.job != nil)
  }

  @Test func `refresh goes by the rules of nightly`() throws {
    let nightly = try #require(LoadedJob("\(Self.root)/Jobs/nightly.yml", from: .disk).job)
    let refresh = try #require(LoadedJob("\(Self.root)/Jobs/refresh.yml", from: .disk).job)
    #expect(refresh.steps == [.refresh])
    #expect(refresh.files == nightly.files + ["\(Self.root)/Jobs/refresh.yml"])
    #expect(refresh.weights == nightly.weights)
    #expect(refresh.horizon == nightly.horizon)
  }

  @Test(arguments: ["job", "calendar"])
  func `the schema files are those of the declarations`(name: String) throws {
    let schema = name == "job" ? Job.jsonSchema : CalendarSchema.json
    let path = "\(Self.root)/Jobs/schemas/\(name).schema.json"
    let isCurrent = try SourceFiles.disk.text(at: path)?.text == schema.pretty
    #expect(isCurrent, "write it anew with: almanac config schema \(name) > \(path)")
  }

  @Test(arguments: jobs + calendars) func `the first line names the schema`(path: String) throws {
    let source = try #require(try SourceFiles.disk.text(at: path))
    let kind = Self.jobs.contains(path) ? "job" : "calendar"
    let depth = path.dropFirst("\(Self.root)/Jobs/".count).filter { $0 == "/" }.count
    let up = String(repeating: "../", count: depth)
    #expect(
      source.line(1) == "# yaml-language-server: $schema=\(up)schemas/\(kind).schema.json")
  }
}
