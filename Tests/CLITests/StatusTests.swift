import Dates
import Foundation
import Store
import Testing

@testable import CLI

@Suite struct StatusTests {
  private static let day = LocalDate(dayNumber: 20_787)

  /// Cells of a city on as many dates, held by one gate; the later the date, the worse.
  private static func holds(_ city: String, _ gate: String, _ count: Int) -> [Hold] {
    (0..<count).reversed().map { number in
      Hold(
        city: city,
        cell: HeldCell(
          date: day.adding(days: number), version: 1, baseVersion: nil, reasons: [gate],
          summary: "figure \(number)", excess: 1, figures: "{}"),
        heldAt: .now(), runID: 1)
    }
  }

  @Test func `few held cells have a line each`() {
    let lines = HeldSummary(Self.holds("lisbon", "max_removed", 2)).lines
    #expect(lines == ["lisbon 2026-12-01: figure 1", "lisbon 2026-11-30: figure 0"])
    #expect(HeldSummary(Self.holds("lisbon", "max_removed", 10)).lines.count == 10)
  }

  @Test func `many have a line for each city and gate, the worst first`() {
    let holds =
      Self.holds("tokyo", "verify", 1) + Self.holds("lisbon", "max_removed", 60)
      + Self.holds("lisbon", "min_rows", 2)
    #expect(
      HeldSummary(holds).lines == [
        "tokyo 2026-11-30, verify: figure 0",
        "lisbon, max_removed: 60 cells of 2026-11-30..2027-01-28; worst 2027-01-28: figure 59",
        "lisbon, min_rows: 2 cells of 2026-11-30..2026-12-01; worst 2026-12-01: figure 1",
      ])
  }

  @Test func `what is beyond ten lines is counted`() {
    let lines = HeldSummary((1...14).flatMap { Self.holds("c\($0)", "verify", $0) }).lines
    #expect(lines.count == 11)
    #expect(lines.last == "... and 50 cells more; all of them with --format json")
  }

  @Test func `feeds are shown with their ages, and loudly when there is something wrong`()
    async throws
  {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      defer { job.remove() }
      let status = ["status", "--job", "Jobs/tiny.yml"]
      let without = try await market.program.run(status, in: job.folder)
      #expect(without.status == 0 && !without.output.contains("feed"), "\(without.output)")
      let url = "https://feeds.example.org/hall.ics"
      try job.write(
        "calendars/yy.yml", JobFolder.calendar("YY", "01-01") + "ics: [\(url), own.ics]\n")
      let shown = try await market.program.run(status, in: job.folder)
      #expect(shown.status == 0)
      #expect(shown.output.contains("FEEDS: 1 of 2 need a look"), "\(shown.output)")
      #expect(shown.output.contains("\(url): never fetched, so its calendars cannot be used"))
      #expect(shown.output.contains("Jobs/calendars/own.ics              never    never"))
      let json = try await market.program.run(status + ["--format", "json"], in: job.folder)
      #expect(
        json.output.contains(
          #"{"feed":"\#(url)","fetched_at":null,"checked_at":null,"stale":false,"held":false,"#
            + #""missing":true}"#), "\(json.output)")
      // Without a job there is a status still.
      let other = try await market.program.run("status", "--job", "none.yml")
      #expect(other.status == 0 && other.errors.isEmpty, "\(other.errors)")
    }
  }
}
