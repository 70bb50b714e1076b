import Discovery
import Foundation
import Testing

@Suite struct ReadmeTests {
  let readme: String

  init() throws {
    readme = try Repository.text("README.md")
  }

  @Test func `the table of parameters is the declaration's`() {
    let rows = DiscoveryParameter.all.map { parameter in
      "| `\(parameter.name)` | \(parameter.schema.form) | \(parameter.absence) | \(parameter.summary) |"
    }
    let head = ["| Parameter | Value | Without it | Meaning |", "| --- | --- | --- | --- |"]
    #expect(section("parameters") == head + rows)
  }

  @Test func `the list of reasons is the declaration's`() {
    let names = ExclusionReason.allCases.map { "`\($0.name)`" }
    #expect(section("reasons").joined(separator: " ") == names.joined(separator: ", "))
  }

  @Test func `the weights of the recommended order are the defaults`() {
    let weights = ScoreWeights()
    #expect(
      section("weights") == [
        "| `rating` | \(weights.rating) | points for each hundredth of a star |",
        "| `price` | \(weights.price) | points lost for each whole major unit of the price |",
        "| `units` | \(weights.units) | points for each available unit up to ten |",
        "| `unknown_rating` | \(weights.unknownRating) | the hundredths that stand in for an unknown rating |",
      ])
  }

  @Test func `the table of error codes is the declaration's`() throws {
    let source = try Repository.text("Sources/ReadAPI/Answering/ProblemCode.swift")
    let declared = source.matches(of: #/case \w+ = "([a-z-]+)"/#).map { String($0.1) }
    let rows = section("codes").joined(separator: "\n")
    #expect(rows.matches(of: #/`([a-z-]+)`/#).map { String($0.1) }.sorted() == declared.sorted())
  }

  @Test func `each command is in the text`() throws {
    let sources = try Repository.written().filter { $0.hasPrefix("Sources/CLI/Commands/") }
    #expect(sources.count > 10)
    for path in sources {
      let name = try Repository.text(path).firstMatch(of: #/commandName: "([a-z-]+)"/#)?.1
      guard let name else { continue }
      #expect(try readme.contains(Regex("almanac [a-z| ]*\\b\(name)\\b")), "\(name)")
    }
  }

  @Test func `each file that the text names is there`() {
    let paths = readme.matches(of: #/`((Jobs|SQL|Sources|Tests)/[A-Za-z0-9_./-]+)/#).map(\.1)
      .filter { !$0.contains("NAME") }
    #expect(paths.contains("Jobs/demo.sh"))
    for path in Set(paths) {
      let absolute = Repository.root.appending(path: String(path)).path
      #expect(FileManager.default.fileExists(atPath: absolute), "\(path)")
    }
  }

  /// The lines between `<!-- name:begin -->` and `<!-- name:end -->` that are not empty.
  private func section(_ name: String) -> [String] {
    let lines = readme.split(separator: "\n").map(String.init)
    guard let begin = lines.firstIndex(of: "<!-- \(name):begin -->"),
      let end = lines.firstIndex(of: "<!-- \(name):end -->"), begin < end
    else { return [] }
    return Array(lines[(begin + 1)..<end])
  }
}
