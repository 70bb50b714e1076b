public import Calendars

extension VerifyReport {
  /// `{requests, mismatches, superseded, held, discarded, pinned, cells, first: [...]}`.
  public var json: JSON {
    .object([
      ("requests", .integer(Int64(requests))), ("mismatches", .integer(Int64(mismatches))),
      ("superseded", .integer(Int64(superseded))), ("held", .integer(Int64(held))),
      ("discarded", .integer(Int64(discarded))), ("pinned", .integer(Int64(pinned))),
      ("cells", .integer(Int64(cells))),
      ("first", .array(first.map(\.json))),
    ])
  }

  /// How many mismatches are told to people.
  private static let toldToPeople = 5

  /// The first mismatches for people, and what was compared in the last line.
  public var text: String {
    let others = [
      (superseded, "superseded by inputs that have moved"), (held, "held"),
      (discarded, "discarded"), (pinned, "pinned"),
    ]
    let counts = ["\(mismatches) mismatches"] + others.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let shown = first.prefix(VerifyReport.toldToPeople)
    let left = mismatches - shown.count
    let more = left > 0 ? ["and \(left) more mismatches; --format json tells more of them"] : []
    let whole = "\(requests) requests about \(cells) cells: \(counts.joined(separator: ", "))"
    return (shown.map(\.text) + more + [whole]).joined(separator: "\n")
  }
}

extension Mismatch {
  fileprivate var json: JSON {
    .object([
      ("city", .string(city)), ("date", .string(date)), ("request", .string(request)),
      ("page", .integer(Int64(page))), ("field", .string(difference.field)),
      ("live", .optional(difference.live)), ("answer", .optional(difference.other)),
      (
        "explain",
        .object([
          ("live", .array(live.map(JSON.string))), ("answer", .array(other.map(JSON.string))),
        ])
      ),
    ])
  }

  fileprivate var text: String {
    let lines = [
      "\(city) \(date) page \(page): \(difference.field)",
      "  asked   \(request)",
      "  live    \(Mismatch.told(difference.live))",
      "  answer  \(Mismatch.told(difference.other))",
    ]
    let accounts =
      live.map { "  live side: \($0)" } + other.map { "  answering side: \($0)" }
    return (lines + accounts).joined(separator: "\n")
  }

  /// A side on one line of a screen or three.
  private static func told(_ side: String?) -> String {
    guard let side else { return "nothing" }
    return side.count > 240 ? "\(side.prefix(240))... (\(side.count) characters)" : side
  }
}
