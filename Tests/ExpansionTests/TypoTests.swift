@testable import Calendars
import TestSupport
import Testing

@testable import Expansion

/// Every declared key of every shipped file, misspelt one at a time.
@Suite struct TypoTests {
  @Test(arguments: ShippedFilesTests.jobs) func `a misspelt key of a job file is caught`(
    path: String
  ) throws {
    try check(path, JobDeclaration.mapping.shape, Job.jsonSchema)
  }

  @Test(arguments: ShippedFilesTests.calendars) func `a misspelt key of a calendar is caught`(
    path: String
  ) throws {
    try check(path, Mapping<WrittenCalendar>.calendar.shape, CalendarSchema.json)
  }

  private func check<Value>(_ path: String, _ shape: Shape<Value>, _ schema: JSON) throws {
    let source = try #require(try SourceFiles.disk.text(at: path))
    let typos = KeyTypo.all(in: source.text, declaredBy: schema)
    #expect(!typos.isEmpty)
    for typo in typos {
      let outcome = SourceText(path: path, text: typo.text).read(as: shape)
      let finding = outcome.diagnostics.first {
        $0.severity == .error && $0.location?.line == typo.line
      }
      #expect(
        finding?.hint?.contains(typo.key) == true,
        "\(path):\(typo.line): '\(typo.misspelt)' for '\(typo.key)': \(outcome.diagnostics)")
    }
  }
}
