import Calendars
import Dates
import Postgres
import Store

/// What is tracked, and what waits, as text or JSON.
struct TrackState {
  let tables: [SourceTable]
  let standing: SourceStanding
  let pending: Int
  let oldest: Instant?

  init(_ connection: Connection) async throws {
    tables = try await connection.sourceTables()
    standing = try await connection.sourceStanding()
    (pending, oldest) = try await connection.pendingCount()
  }

  func write(_ format: OutputFormat) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(lines.joined(separator: "\n"))
    }
  }

  private var lines: [String] {
    let tracked = tables.filter(\.isTracked)
    var lines = tracked.map { table in
      "\(table.name): tracked, \(table.relations.joined(separator: ", "))"
    }
    lines += standing.gaps
    lines.append(
      standing.gaps.isEmpty
        ? "every change of the source is written down"
        : "not every change of the source is written down: each run compares everything")
    let since = oldest.map { ", the oldest of \($0)" } ?? ""
    return lines + ["\(pending) changes are pending\(since)"]
  }

  /// `{complete, tables: [{table, relations, tracked}], gaps: [text], pending, oldest}`.
  private var json: JSON {
    .object([
      ("complete", .bool(standing.gaps.isEmpty)),
      (
        "tables",
        .array(
          tables.map { table in
            .object([
              ("table", .string(table.name)),
              ("relations", .array(table.relations.map { .string($0) })),
              ("tracked", .bool(table.isTracked)),
            ])
          })
      ),
      ("gaps", .array(standing.gaps.map { .string($0) })),
      ("pending", .integer(Int64(pending))),
      ("oldest", .optional(oldest.map { "\($0)" })),
    ])
  }
}
