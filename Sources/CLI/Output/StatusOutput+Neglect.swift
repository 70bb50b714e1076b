import Calendars
import Dates
import Store

extension StatusOutput {
  /// Live cells that are known not to be what their inputs give, or of which nobody knows.
  func neglect(now: Instant) -> [String] { unreachedLines(now) + discardedLines(now) }

  private func unreachedLines(_ now: Instant) -> [String] {
    let passed = cities.compactMap { city in city.unreached.map { (city: city.city, cells: $0) } }
    guard !passed.isEmpty else { return [] }
    let count = passed.reduce(0) { $0 + $1.cells.cells }
    let lines = passed.map { city, cells in
      "  \(city) \(StatusOutput.range(cells.from, cells.to)): \(cells.cells) cells, checked "
        + age(cells.checkedAt, now)
    }
    return [
      "UNCHECKED: \(count) cells not checked by the last run stay live as they are. What lies beyond "
        + "a 'horizon' that was shortened ends with the next run that rebuilds and prunes."
    ] + lines + [""]
  }

  private func discardedLines(_ now: Instant) -> [String] {
    guard !discarded.isEmpty else { return [] }
    let count = discarded.reduce(0) { $0 + $1.cells }
    let lines = discarded.map { cells in
      "  \(cells.city) \(StatusOutput.range(cells.from, cells.to)): \(cells.cells) cells, "
        + (cells.isEnd ? "which were to end, " : "") + age(cells.discardedAt, now)
    }
    return [
      "DISCARDED: \(count) cells are live as they were, by 'almanac discard'; 'almanac rebuild "
        + "--full' (--city, --from and --to) builds them again."
    ] + lines + [""]
  }

  static func range(_ from: LocalDate, _ to: LocalDate) -> String {
    from == to ? "\(from)" : "\(from)..\(to)"
  }
}

extension UnreachedCells {
  /// `{cells, from, to, checked_at}`.
  var json: JSON {
    .object([
      ("cells", .integer(Int64(cells))), ("from", .string("\(from)")), ("to", .string("\(to)")),
      ("checked_at", .string("\(checkedAt)")),
    ])
  }
}

extension DiscardedCells {
  /// `{city, from, to, cells, is_end, discarded_at}`.
  var json: JSON {
    .object([
      ("city", .string(city)), ("from", .string("\(from)")), ("to", .string("\(to)")),
      ("cells", .integer(Int64(cells))), ("is_end", .bool(isEnd)),
      ("discarded_at", .string("\(discardedAt)")),
    ])
  }
}
