import Calendars
import Expansion
import Foundation
import Testing
import Verification

@Suite struct ReadmeExampleTests {
  @Test func `the job file is valid beside the shipped files`() throws {
    let path = Repository.root.appending(path: "Jobs/readme.yml").path
    let text = try example("job", in: "yaml")
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
    let example = try SourceText(
      path: "readme.yml", bytes: Array(example("calendar", in: "yaml").utf8))
    let library = CalendarLibrary(files: [example], fallback: [shipped])
    let findings = library.diagnostics.filter { $0.location?.file == "readme.yml" }
    #expect(findings.map(\.message) == [])
    #expect(throws: Never.self) { try library.resolve("XX-DEMO") }
  }

  @Test func `the mapping of another endpoint is valid`() throws {
    let outcome = SourceText(path: "mapping.yml", text: try example("mapping", in: "yaml"))
      .read(as: EndpointMapping.mapping.shape, environment: ["OLD_API_TOKEN": "Bearer x"])
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.value != nil)
  }

  @Test func `the view is one of the worked example`() throws {
    let views = try Repository.text("SQL/examples/hotel_source_views.sql")
    #expect(try views.contains(example("view", in: "sql")))
  }

  /// The fenced text between `<!-- name:begin -->` and `<!-- name:end -->`, without its indentation.
  private func example(_ name: String, in language: String) throws -> String {
    let lines = try Repository.text("README.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex { $0.hasSuffix("<!-- \(name):begin -->") })
    let indentation = lines[begin].prefix { $0 == " " }.count
    let block = lines[(begin + 1)...].prefix { !$0.hasSuffix("<!-- \(name):end -->") }
      .map { $0.dropFirst(indentation) }
    try #require(block.first == "```\(language)" && block.last == "```")
    return block.dropFirst().dropLast().joined(separator: "\n") + "\n"
  }
}
