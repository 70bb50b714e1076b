import Calendars
import Foundation
import Postgres
import TestSupport
import Testing

@testable import CLI

/// `Jobs/serve.yml`, its schema, and what it is read by.
@Suite struct ServeFileTests {
  private static let path = Program.repository.appending(path: "Jobs/serve.yml").path

  private func text() throws -> String { try String(contentsOfFile: Self.path, encoding: .utf8) }

  @Test func `the shipped file says what the defaults are`() throws {
    let file = try ServeFile.load(Self.path)
    #expect(file.api == ServeFile().api)
    #expect(file.limits == ServeFile().limits)
    #expect(file.connection("").statementTimeout == ServeFile().connection("").statementTimeout)
  }

  @Test func `the schema file is that of the declaration`() throws {
    let path = Program.repository.appending(path: "Jobs/schemas/serve.schema.json").path
    let isCurrent = try String(contentsOfFile: path, encoding: .utf8) == ServeFile.jsonSchema.pretty
    #expect(isCurrent, "write it anew with: almanac config schema serve > \(path)")
  }

  @Test func `the first line names the schema`() throws {
    #expect(
      try text().hasPrefix("# yaml-language-server: $schema=schemas/serve.schema.json\n"))
  }

  @Test func `a misspelt key is caught`() throws {
    let typos = KeyTypo.all(in: try text(), declaredBy: ServeFile.jsonSchema)
    #expect(typos.count >= 10)
    for typo in typos {
      let outcome = SourceText(path: Self.path, text: typo.text).read(as: ServeFile.mapping.shape)
      let finding = outcome.diagnostics.first { $0.location?.line == typo.line }
      #expect(
        finding?.severity == .error && finding?.hint?.contains(typo.key) == true,
        "line \(typo.line): '\(typo.misspelt)' for '\(typo.key)': \(outcome.diagnostics)")
    }
  }
}
