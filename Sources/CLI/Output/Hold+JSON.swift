import Calendars
import Store

extension Hold {
  /// The hold as a member of JSON output.
  var json: JSON {
    .object([
      ("city", .string(city)), ("date", .string("\(cell.date)")),
      ("version", cell.version.map { .integer(Int64($0)) } ?? .null),
      ("reasons", .array(cell.reasons.map(JSON.string))), ("summary", .string(cell.summary)),
      ("figures", .written(cell.figures)), ("held_at", .string("\(heldAt)")),
      ("run", .integer(runID)),
    ])
  }
}
