import Calendars
import Expansion
import Foundation
import Testing

@Suite struct ReadmeExampleTests {
  @Test func `the job file is valid beside the shipped files`() throws {
    let path = Repository.root.appending(path: "Jobs/readme.yml").path
    let text = try example("job")
    let files = SourceFiles(
      bytes: { try $0 == path ? Array(text.utf8) : SourceFiles.disk.bytes($0) },
      paths: SourceFiles.disk.paths)
    let loaded = LoadedJob(path, from: files)
    #expect(loaded.report == "")
    #expect(loaded.job != nil)
  }

  @Test func `the calendar is valid beside the shipped calendars`() throws {
    let folder = Repository.root.appending(path: "Jobs/calendars").path
    let shipped = try SourceFiles.disk.paths(folder).filter { $0.hasSuffix(".yml") }
      .compactMap { try SourceFiles.disk.text(at: $0) }
    let example = try SourceText(path: "readme.yml", bytes: Array(example("calendar").utf8))
    let library = CalendarLibrary(files: [example], fallback: [shipped])
    let findings = library.diagnostics.filter { $0.location?.file == "readme.yml" }
    #expect(findings.map(\.message) == [])
    #expect(throws: Never.self) { try library.resolve("XX-DEMO") }
  }

  /// The fenced text between `<!-- name:begin -->` and `<!-- name:end -->`.
  private func example(_ name: String) throws -> String {
    let fence = try Regex("<!-- \(name):begin -->\n```yaml\n((?s).*?)```\n<!-- \(name):end -->")
    let match = try #require(Repository.text("README.md").firstMatch(of: fence))
    return String(try #require(match[1].substring))
  }
}
