import Foundation
import Testing

/// `almanac config check` on the cities of a source.
@Suite struct ConfigCheckTests {
  @Test func `cities, categories and spaces are compared with the source`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      defer { job.remove() }
      let city = try await market.firstCity()
      try job.write(
        "tiny.yml",
        """
        schema: 1
        cities: {slugs: [\(city)], except: [atlantis]}
        missing_calendar: ignore
        layers:
          category: {desks: {notice_days: 1}, desk: {notice_days: 2}}
          space: {7: {notice_days: 1}}
        """)
      let check = ["config", "check", "--job", "Jobs/tiny.yml"]
      let noted = try await market.program.run(check, in: job.folder)
      #expect(noted.status == 0)
      let found = noted.output.split(separator: "\n").filter { $0.hasPrefix("Jobs/tiny.yml:") }
      #expect(found.first?.contains("note[E208]: there is no city 'atlantis'") == true)
      #expect(found.contains { $0.contains("note[E213]: the source has no category desks") })
      #expect(found.contains { $0.contains("note[E213]: the source has no space 7") })
      #expect(found.last == "Jobs/tiny.yml: 2 files read, 3 notes", "\(noted.output)")
      #expect(noted.output.contains("did you mean 'desk'?"))
      try job.write("tiny.yml", "schema: 1\ncities: [\(city)s]\nmissing_calendar: ignore\n")
      let wrong = try await market.program.run(check, in: job.folder)
      #expect(wrong.status == 78)
      #expect(wrong.output.contains("error[E208]: there is no city '\(city)s'"))
      let offline = Program(database: "postgresql:///almanac?host=/nonexistent")
      let unknown = try await offline.run(check, in: job.folder)
      #expect(unknown.status == 0)
      #expect(
        unknown.output.contains("note[E219]: cities were not checked: the database cannot be"),
        "\(unknown.output)")
    }
  }
}
