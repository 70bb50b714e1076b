import ArgumentParser
import Calendars
import Dates
import Foundation
import Market

/// `almanac import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Fill the schema source from files.",
    subcommands: [ImportInsideAirbnbCommand.self])
}

/// `almanac import inside-airbnb`
struct ImportInsideAirbnbCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inside-airbnb",
    abstract: "Import listings and calendars as Inside Airbnb publishes them.",
    discussion: """
      The folder holds SLUG-listings.csv and SLUG-calendar.csv, each plain or .gz, and cities.csv. \
      A city that is imported again is replaced whole, in one transaction. What is skipped or \
      settled is reported by file and line.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("The folder with the files.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("Only this city; else every one of the folder.", valueName: "slug"))
  var city: String?

  @Option(
    help: ArgumentHelp(
      "Move each calendar by whole days so that its first date becomes this one.",
      valueName: "YYYY-MM-DD"))
  var rebaseTo: LocalDate?

  @Flag(help: "Report every skipped or settled row, not only the first of each kind.")
  var verbose = false

  func run() async throws {
    let snapshots = try snapshots()
    let display = MarketDisplay(isQuiet: global.quiet)
    let reports = try await global.withSource("import") { connection in
      try await SourceTables.create(on: connection)
      var reports: [ImportReport] = []
      for (done, snapshot) in snapshots.enumerated() {
        var work = InsideAirbnbImport(snapshot, rebaseTo: rebaseTo)
        work.examples = verbose ? .max : work.examples
        let report = try await work.run(on: connection) { step, rows in
          display.show(
            MarketProgress(
              city: snapshot.city.slug, citiesDone: done, cities: snapshots.count, step: step,
              rows: rows))
        }
        reports.append(report)
        if global.format == .text { report.lines.forEach(Terminal.output) }
        if let line = report.warning(on: today) { Terminal.error("almanac: \(line)") }
      }
      return reports
    }
    display.finish()
    if global.format == .json { Terminal.output(JSON.array(reports.map(\.json)).compact) }
  }

  private var today: LocalDate { global.today ?? Instant.now().localDate(in: .gmt) }

  private func snapshots() throws -> [SnapshotFolder.Snapshot] {
    do {
      let folder = try SnapshotFolder(path: folder)
      return try city.map { [try folder.snapshot(of: $0)] } ?? folder.snapshots
    } catch let error as InputError {
      throw ReportedFailure(.dataError, error.description)
    }
  }
}

extension ImportReport {
  /// One line when the calendar says nothing of today and later; nil when it does, or there is none.
  func warning(on today: LocalDate) -> String? {
    guard let last = calendar?.last.adding(days: movedByDays), last < today else { return nil }
    return "\(city): the calendar ends on \(last), before today: from today on every day is free; "
      + "--rebase-to \(today) moves it"
  }

  /// What was written, what the calendar says, and the issues with their first examples.
  var lines: [String] {
    var lines = ["\(city): \(written.sentence)"]
    if let calendar {
      let moved = movedByDays == 0 ? "" : ", moved by \(movedByDays) days"
      lines.append(
        "  calendar \(calendar)\(moved): \(calendarRows) rows, \(listingDays) listing-days, "
          + "\(availableDays) available, \(uncoveredDays) not spoken of and so unavailable")
    } else {
      lines.append("  no calendar: every day is free")
    }
    for summary in issues {
      lines.append("  \(summary.kind.rawValue): \(summary.count)")
      lines += summary.first.map { "    \($0.file):\($0.line): \($0.detail)" }
    }
    return lines
  }

  /// `{city, city_id, written: {relation: rows}, calendar: {from, to, moved_by_days, rows,
  /// listing_days, available_days, uncovered_days} or null, issues: [{issue, count, first: [{file,
  /// line, detail}]}]}`.
  var json: JSON {
    .object([
      ("city", .string(city)), ("city_id", .integer(Int64(cityID))), ("written", written.json),
      (
        "calendar",
        calendar.map { calendar in
          .object([
            ("from", .string("\(calendar.first)")), ("to", .string("\(calendar.last)")),
            ("moved_by_days", .integer(Int64(movedByDays))),
            ("rows", .integer(Int64(calendarRows))),
            ("listing_days", .integer(Int64(listingDays))),
            ("available_days", .integer(Int64(availableDays))),
            ("uncovered_days", .integer(Int64(uncoveredDays))),
          ])
        } ?? .null
      ),
      ("issues", .array(issues.map(\.json))),
    ])
  }
}

extension IssueSummary {
  fileprivate var json: JSON {
    .object([
      ("issue", .string(kind.rawValue)), ("count", .integer(Int64(count))),
      (
        "first",
        .array(
          first.map { issue in
            .object([
              ("file", .string(issue.file)), ("line", .integer(Int64(issue.line))),
              ("detail", .string(issue.detail)),
            ])
          })
      ),
    ])
  }
}
