import Calendars
import Dates
import Worker

/// A plan as text or JSON.
struct PlanOutput {
  let report: RunReport

  func write(_ format: OutputFormat) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(lines.joined(separator: "\n"))
    }
  }

  private var json: JSON {
    .object([
      (
        "cells",
        .array(
          report.plan.map { cell in
            .object([
              ("city", .string(cell.city)), ("date", .string("\(cell.date)")),
              ("reasons", .array(cell.reasons.map { .string($0.rawValue) })),
            ])
          })
      ), ("unchanged", .integer(Int64(report.unchanged))),
    ])
  }

  /// A line for each run of dates of a city with the same reasons.
  private var lines: [String] {
    var lines: [String] = []
    var rest = report.plan[...]
    while let first = rest.first {
      var last = first
      rest = rest.dropFirst()
      while let next = rest.first, next.city == first.city, next.reasons == first.reasons,
        next.date == last.date.adding(days: 1)
      {
        last = next
        rest = rest.dropFirst()
      }
      let dates = first == last ? "\(first.date)" : "\(first.date)..\(last.date)"
      let reasons = first.reasons.map(\.rawValue).joined(separator: ", ")
      lines.append("\(first.city) \(dates): \(reasons)")
    }
    return lines + ["\(report.plan.count) cells to build, \(report.unchanged) unchanged"]
  }
}
