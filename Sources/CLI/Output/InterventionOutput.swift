import Calendars
import Store
import Worker

/// What an act did, as text or JSON.
struct InterventionOutput {
  let act: Intervention.Act
  let report: InterventionReport
  let seconds: Double

  func write(_ format: OutputFormat) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(text)
    }
  }

  /// A line for each city and reason for which held cells were not released.
  var refusals: [String] {
    report.deeds.flatMap { deed in
      Dictionary(grouping: deed.refused, by: \.reason).sorted { $0.key < $1.key }.map {
        reason, refused in
        let dates = refused.map(\.date)
        let range = dates.count == 1 ? "\(dates[0])" : "\(dates[0])..\(dates[dates.count - 1])"
        return "\(deed.city) \(range): \(dates.count) held cells are not released: \(reason)"
      }
    }
  }

  private var cells: Int { report.deeds.reduce(0) { $0 + $1.cells } }
  private var pinned: Int { report.deeds.reduce(0) { $0 + $1.pinned } }
  private var generation: Int64? { report.deeds.compactMap(\.generation).max() }
  private var refused: Int { report.deeds.reduce(0) { $0 + $1.refused.count } }
  private var cities: Int { report.deeds.count { $0.cells > 0 || $0.pinned > 0 } }

  private var text: String {
    let named = generation.map { ", generation \($0)" } ?? ""
    let head = "run \(report.runID): \(report.outcome.rawValue)\(named)"
    return "\(head)\n\(sentence) (\(milliseconds) ms)"
  }

  private var sentence: String {
    switch act {
    case .rollBack(let target):
      """
      \(cells) cells moved back to generation \(target) and \(pinned) pinned, in \(cities) cities: \
      no run publishes over them until 'almanac unpin'
      """
    case .release: "\(cells) held cells published, \(refused) refused"
    case .discard:
      """
      \(cells) held cells discarded: what is live stays as it is until their inputs change, or \
      'almanac rebuild --full' (--city, --from and --to) builds them again
      """
    case .unpin: "\(cells) cells unpinned; the next run publishes what is new of them"
    }
  }

  private var milliseconds: Int { Int((seconds * 1000).rounded()) }

  private var json: JSON {
    .object([
      ("run", .integer(report.runID)), ("outcome", .string(report.outcome.rawValue)),
      ("generation", generation.map { .integer($0) } ?? .null),
      (
        "cells",
        .object([
          ("done", .integer(Int64(cells))), ("pinned", .integer(Int64(pinned))),
          ("refused", .integer(Int64(refused))),
        ])
      ), ("seconds", .decimal(seconds)), ("cities", .array(report.deeds.map(city))),
      ("busy", .array(report.busy.map { .string($0.city) })),
      ("refused", .array(report.refused.map { .string("\($0)") })),
    ])
  }

  private func city(_ deed: InterventionReport.Deed) -> JSON {
    .object([
      ("city", .string(deed.city)), ("generation", deed.generation.map { .integer($0) } ?? .null),
      ("cells", .integer(Int64(deed.cells))), ("pinned", .integer(Int64(deed.pinned))),
      (
        "refused",
        .array(
          deed.refused.map { refusal in
            .object([("date", .string("\(refusal.date)")), ("reason", .string(refusal.reason))])
          })
      ),
    ])
  }
}
