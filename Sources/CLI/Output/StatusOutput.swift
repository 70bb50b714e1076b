import Calendars
import Dates
import Store

/// What `almanac status` shows.
struct StatusOutput: Sendable {
  var generation: Int64
  var cities: [CityStatus]
  var runs: [RunStatus]
  /// The failures of the latest run.
  var failures: [RunFailure]

  func write(_ format: OutputFormat, now: Instant) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(text(now: now))
    }
  }

  private func text(now: Instant) -> String {
    var lines = ["generation \(generation)", ""]
    var cities = Columns(["city", "dates", "cells", "rows", "checked", "oldest build"])
    for city in self.cities {
      cities.append([
        city.city, StatusOutput.dates(city), "\(city.cells)", "\(city.rows)",
        StatusOutput.age(city.checkedAt, now), StatusOutput.age(city.oldestBuiltAt, now),
      ])
    }
    var runs = Columns(["run", "command", "started", "outcome", "built", "published", "rows"])
    for run in self.runs {
      runs.append([
        "\(run.runID)", run.command, StatusOutput.age(run.startedAt, now), run.outcome,
        "\(run.cells.built)", "\(run.cells.published)", "\(run.rowsWritten)",
      ])
    }
    lines += cities.lines + [""] + runs.lines
    lines += failures.map { "  \($0.city) failed in \($0.stage): \($0.message)" }
    return lines.joined(separator: "\n")
  }

  private static func dates(_ city: CityStatus) -> String {
    guard let from = city.from, let to = city.to else { return "none" }
    return "\(from)..\(to)"
  }

  /// How long ago, in one or two units.
  private static func age(_ instant: Instant?, _ now: Instant) -> String {
    guard let instant else { return "never" }
    let seconds = Int(instant.seconds(to: now))
    switch seconds {
    case ..<60: return "\(max(0, seconds)) s ago"
    case ..<3600: return "\(seconds / 60) min ago"
    case ..<172_800: return "\(seconds / 3600) h \(seconds / 60 % 60) min ago"
    default: return "\(seconds / 86_400) days ago"
    }
  }

  private var json: JSON {
    .object([
      ("generation", .integer(generation)),
      (
        "cities",
        .array(
          cities.map { city in
            .object([
              ("city", .string(city.city)), ("from", .optional(city.from?.description)),
              ("to", .optional(city.to?.description)), ("cells", .integer(Int64(city.cells))),
              ("rows", .integer(city.rows)),
              ("checked_at", .optional(city.checkedAt?.description)),
              ("oldest_built_at", .optional(city.oldestBuiltAt?.description)),
              ("held", .integer(0)), ("pinned", .integer(0)),
            ])
          })
      ),
      (
        "runs",
        .array(
          runs.map { run in
            .object([
              ("run", .integer(run.runID)), ("command", .string(run.command)),
              ("started_at", .string("\(run.startedAt)")),
              ("finished_at", .optional(run.finishedAt?.description)),
              ("outcome", .string(run.outcome)), ("built", .integer(Int64(run.cells.built))),
              ("published", .integer(Int64(run.cells.published))),
              ("unchanged", .integer(Int64(run.cells.unchanged))),
              ("superseded", .integer(Int64(run.cells.superseded))),
              ("failed", .integer(Int64(run.cells.failed))),
              ("rows_written", .integer(run.rowsWritten)),
            ])
          })
      ),
      (
        "failures",
        .array(
          failures.map { failure in
            .object([
              ("city", .string(failure.city)), ("stage", .string(failure.stage)),
              ("message", .string(failure.message)),
            ])
          })
      ),
    ])
  }
}
