import Calendars
import Store

extension HeldCell {
  /// A version that fails gates, the worst first; never empty.
  init(_ cell: BuiltCell, _ breaches: [GateBreach], _ comparison: CellComparison?, hash: Int64) {
    let worst = breaches.first
    self.init(
      date: cell.date, version: cell.version, baseVersion: cell.baseVersion,
      reasons: breaches.map(\.gate.rawValue), summary: worst?.summary ?? "",
      excess: worst?.excess ?? 0,
      figures: HeldCell.figures(cell, breaches, comparison).compact, gatesHash: hash)
  }

  /// What was counted and found, as `almanac status` shows it.
  private static func figures(
    _ cell: BuiltCell, _ breaches: [GateBreach], _ comparison: CellComparison?
  ) -> JSON {
    var members: [(String, JSON)] = [("rows_after", .integer(Int64(cell.rowCount)))]
    if let comparison {
      members += [
        ("rows_before", .integer(Int64(comparison.rowsBefore))),
        ("added", .integer(Int64(comparison.added))),
        ("removed", .integer(Int64(comparison.removed))),
        ("removed_by_holiday", .integer(Int64(comparison.explained))),
        ("changed", .integer(Int64(comparison.changed))),
        ("median_price_move", move(comparison.medianPriceMove)),
        ("p95_price_move", move(comparison.p95PriceMove)),
      ]
    }
    let findings = breaches.map { breach -> JSON in
      .object([("gate", .string(breach.gate.rawValue)), ("finding", .string(breach.summary))])
    }
    members.append(("breaches", .array(findings)))
    return .object(members)
  }

  /// A part of the old price; JSON has no number for infinity.
  private static func move(_ value: Double?) -> JSON {
    guard let value, value.isFinite else { return .null }
    return .decimal(value)
  }
}
