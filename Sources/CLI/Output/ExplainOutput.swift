import Dates
import Discovery

/// An explanation as it is printed.
struct ExplainOutput {
  let facts: SpaceFacts
  let explanation: Explanation

  func write(_ format: OutputFormat) {
    switch format {
    case .json: Terminal.output(String(decoding: explanation.encoded(of: facts), as: UTF8.self))
    case .text: for line in lines { Terminal.output(line) }
    }
  }

  private var lines: [String] {
    var columns = Columns(["", "step", "decided by", "found"])
    for step in explanation.steps {
      let verdict = step.passed.map { $0 ? "passed" : "FAILED" } ?? "-"
      columns.append([verdict, step.step, step.origin ?? "", step.detail])
    }
    return [headline, ""] + columns.lines
  }

  private var headline: String {
    let generation = facts.cell.map { cell in
      "generation \(cell.freshness.generation)\(cell.isLive ? "" : ", no longer live")"
    }
    let place =
      explanation.rank.flatMap { rank in
        explanation.page.map { ", number \(rank), on page \($0)" }
      } ?? ""
    let verdict = explanation.reason.map { "not included: \($0)" } ?? "included\(place)"
    return "space \(facts.spaceID) in \(facts.city) on \(facts.date): \(verdict)"
      + (generation.map { " (\($0))" } ?? "")
  }
}
