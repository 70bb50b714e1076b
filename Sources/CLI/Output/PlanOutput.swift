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
      ("estimated_rows", report.estimate?.rows.map(JSON.integer) ?? .null),
      ("estimated_seconds", report.estimate?.seconds.map(JSON.decimal) ?? .null),
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
    let counts = [
      (report.plan.count(where: \.isBuilt), "to build"), (count(.pinned), "pinned"),
      (count(.held), "held"), (count(.discarded), "discarded"), (report.unchanged, "unchanged"),
    ]
    let named = counts.enumerated().filter { $0 == 0 || $1.0 > 0 || $1.1 == "unchanged" }
      .map { "\($1.0)\($0 == 0 ? " cells" : "") \($1.1)" }
    return lines + [named.joined(separator: ", ") + estimate]
  }

  /// What the build will take, as builds have gone so far; empty when nothing is known or to do.
  private var estimate: String {
    guard let rows = report.estimate?.rows, let seconds = report.estimate?.seconds, rows > 0
    else { return "" }
    return "; about \(rows) rows, \((seconds * 10).rounded() / 10) s of building"
  }

  /// How many cells are not built for a reason.
  private func count(_ reason: ChangedInput) -> Int {
    report.plan.count { $0.reasons.last == reason }
  }
}
