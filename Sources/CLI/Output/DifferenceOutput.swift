import Calendars
import Store
import Worker

/// What differs between two generations, as text or JSON.
struct DifferenceOutput {
  let difference: GenerationDifference

  func write(_ format: OutputFormat) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(lines.joined(separator: "\n"))
    }
  }

  private var lines: [String] {
    let total = difference.total
    guard total != GenerationDifference.Sums() else {
      return ["generations \(difference.from) and \(difference.to): nothing differs"]
    }
    var lines = ["generation \(difference.from) to \(difference.to)"]
    lines.append(
      "cells: \(total.cells) changed, \(total.newCells) new, \(total.goneCells) gone; "
        + "\(total.opened) dates opened, \(total.closed) closed")
    lines.append(
      "rows:  \(total.rowsBefore) before, \(total.rowsAfter) after; \(total.rows.added) added, "
        + "\(total.rows.removed) removed, \(total.rows.changed) changed")
    let fields = DifferenceOutput.fields(total.fields).filter { $0.1 > 0 }
    if !fields.isEmpty {
      lines.append("fields: " + fields.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }
    return lines + cityLines + cellLines + moveLines
  }

  private var cityLines: [String] {
    var columns = Columns(["city", "cells", "new", "gone", "added", "removed", "changed"])
    for (city, sums) in difference.cities {
      columns.append(
        [city]
          + [
            sums.cells, sums.newCells, sums.goneCells, sums.rows.added, sums.rows.removed,
            sums.rows.changed,
          ].map(String.init))
    }
    return [""] + columns.lines
  }

  private var cellLines: [String] {
    guard !difference.topCells.isEmpty else { return [] }
    var columns = Columns(["cells that changed most", "", "spaces before", "added", "removed"])
    for cell in difference.topCells {
      columns.append([
        cell.city, "\(cell.date)", "\(cell.rowsBefore)", "\(cell.rows.added)",
        "\(cell.rows.removed)",
      ])
    }
    return [""] + columns.lines
  }

  private var moveLines: [String] {
    guard !difference.topMoves.isEmpty else { return [] }
    var columns = Columns(["prices that moved most", "", "space", "name", "before", "after"])
    for move in difference.topMoves {
      columns.append([
        move.city, "\(move.price.date)", "\(move.price.spaceID)", move.price.name ?? "",
        "\(move.price.oldPrice)", "\(move.price.newPrice)",
      ])
    }
    return [""] + columns.lines
  }

  private static func fields(_ fields: CellComparison.Fields) -> [(String, Int)] {
    [
      ("price", fields.price), ("units", fields.units), ("capacity", fields.capacity),
      ("add_ons", fields.addOns), ("rating", fields.rating), ("category", fields.category),
      ("place", fields.place), ("details", fields.details),
    ]
  }

  private var json: JSON {
    .object([
      ("from", .integer(difference.from)), ("to", .integer(difference.to)),
      ("total", DifferenceOutput.json(difference.total)),
      (
        "cities",
        .array(
          difference.cities.map { city, sums in
            .object([("city", .string(city)), ("sums", DifferenceOutput.json(sums))])
          })
      ),
      (
        "top_cells",
        .array(
          difference.topCells.map { cell in
            .object([
              ("city", .string(cell.city)), ("date", .string("\(cell.date)")),
              ("rows_before", .integer(Int64(cell.rowsBefore))),
              ("added", .integer(Int64(cell.rows.added))),
              ("removed", .integer(Int64(cell.rows.removed))),
            ])
          })
      ),
      (
        "top_prices",
        .array(
          difference.topMoves.map { move in
            .object([
              ("city", .string(move.city)), ("date", .string("\(move.price.date)")),
              ("space_id", .string("\(move.price.spaceID)")), ("name", .optional(move.price.name)),
              ("before_minor", .integer(move.price.oldPrice)),
              ("after_minor", .integer(move.price.newPrice)),
            ])
          })
      ),
    ])
  }

  private static func json(_ sums: GenerationDifference.Sums) -> JSON {
    let counts = [
      ("cells", sums.cells), ("new_cells", sums.newCells), ("gone_cells", sums.goneCells),
      ("opened", sums.opened), ("closed", sums.closed), ("rows_before", sums.rowsBefore),
      ("rows_after", sums.rowsAfter), ("added", sums.rows.added), ("removed", sums.rows.removed),
      ("changed", sums.rows.changed),
    ]
    let fields = DifferenceOutput.fields(sums.fields)
    return .object(
      counts.map { ($0.0, .integer(Int64($0.1))) } + [
        ("fields", .object(fields.map { ($0.0, .integer(Int64($0.1))) }))
      ])
  }
}
