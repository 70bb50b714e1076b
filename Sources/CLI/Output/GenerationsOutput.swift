import Calendars
import Dates
import Store

/// Publications as text or JSON.
struct GenerationsOutput {
  let records: [GenerationRecord]

  func write(_ format: OutputFormat, now: Instant) {
    switch format {
    case .json: Terminal.output(JSON.array(records.map(GenerationsOutput.json)).compact)
    case .text: Terminal.output(lines(now: now).joined(separator: "\n"))
    }
  }

  private func lines(now: Instant) -> [String] {
    var columns = Columns([
      "generation", "city", "published", "kind", "by", "cells", "added", "removed", "changed",
      "held", "retained",
    ])
    for record in records {
      columns.append(
        [
          "\(record.generation)", record.city, age(record.publishedAt, now), record.kind,
          GenerationsOutput.author(record), "\(record.cells)",
        ] + GenerationsOutput.counts(record) + [
          "\(record.held)", record.isRetained ? "yes" : "no",
        ])
    }
    return columns.lines
  }

  private static func author(_ record: GenerationRecord) -> String {
    guard let runID = record.runID else { return "-" }
    return "run \(runID)" + (record.command.map { ": \($0)" } ?? "")
  }

  private static func counts(_ record: GenerationRecord) -> [String] {
    guard let changes = record.changes else { return ["-", "-", "-"] }
    return ["\(changes.added)", "\(changes.removed)", "\(changes.changed)"]
  }

  private static func json(_ record: GenerationRecord) -> JSON {
    .object([
      ("generation", .integer(record.generation)), ("city", .string(record.city)),
      ("kind", .string(record.kind)), ("run", record.runID.map { .integer($0) } ?? .null),
      ("command", .optional(record.command)),
      ("published_at", .string("\(record.publishedAt)")), ("cells", .integer(Int64(record.cells))),
      (
        "rows",
        record.changes.map { changes in
          .object([
            ("added", .integer(Int64(changes.added))),
            ("removed", .integer(Int64(changes.removed))),
            ("changed", .integer(Int64(changes.changed))),
          ])
        } ?? .null
      ), ("held", .integer(Int64(record.held))), ("is_retained", .bool(record.isRetained)),
    ])
  }
}
