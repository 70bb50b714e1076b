import Calendars
import Store
import Worker

/// A run's report as text or JSON.
struct RunOutput {
  let report: RunReport

  func write(_ format: OutputFormat) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(text)
    }
  }

  private var text: String {
    let cells = report.cells
    var parts = ["\(cells.built) cells built", "\(cells.published) published"]
    let others = [
      (cells.unchanged, "unchanged"), (cells.held, "held"), (cells.pinned, "pinned"),
      (cells.superseded, "superseded"), (cells.failed, "failed"),
    ]
    parts += others.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    parts.append("\(report.rowsWritten) rows written")
    if report.ended > 0 { parts.append("\(report.ended) beyond the horizon ended") }
    if report.pruned.cells > 0 { parts.append("\(report.pruned.cells) old versions removed") }
    let run = report.runID.map { "run \($0): " } ?? ""
    let generation = report.generation.map { ", generation \($0)" } ?? ""
    let stages = report.stages.map { "\($0.name) \(seconds($0.seconds))" }.joined(separator: ", ")
    return [
      "\(run)\(report.outcome.rawValue)\(generation)", parts.joined(separator: ", "),
      stages.isEmpty ? idleness : "seconds by stage, summed over cities: \(stages)",
    ].compactMap(\.self).joined(separator: "\n")
  }

  /// Why no stage was gone through; nil when that is not for want of work.
  private var idleness: String? {
    guard report.failures.isEmpty, report.busy.isEmpty, report.unchanged > 0 else { return nil }
    return "nothing that the cells are built from has changed since they were found right"
  }

  private var json: JSON {
    let cells = report.cells
    return .object([
      ("run", report.runID.map { .integer($0) } ?? .null),
      ("outcome", .string(report.outcome.rawValue)),
      ("generation", report.generation.map { .integer($0) } ?? .null),
      (
        "cells",
        .object([
          ("built", .integer(Int64(cells.built))), ("published", .integer(Int64(cells.published))),
          ("unchanged", .integer(Int64(cells.unchanged))), ("held", .integer(Int64(cells.held))),
          ("superseded", .integer(Int64(cells.superseded))),
          ("failed", .integer(Int64(cells.failed))),
          ("pinned", .integer(Int64(cells.pinned))),
        ])
      ),
      ("ended", .integer(Int64(report.ended))), ("rows_written", .integer(report.rowsWritten)),
      (
        "stages",
        .array(
          report.stages.map { stage in
            .object([("name", .string(stage.name)), ("seconds", .decimal(stage.seconds))])
          })
      ),
      ("peak_rss_bytes", .integer(report.peakRSSBytes)),
      (
        "failures",
        .array(
          report.failures.map { failure in
            .object([
              ("city", .string(failure.city)), ("stage", .string(failure.stage)),
              ("message", .string(failure.message)),
            ])
          })
      ),
      ("held", .array(report.held.map(\.json))),
      ("busy", .array(report.busy.map { .string($0.city) })),
    ])
  }
}
