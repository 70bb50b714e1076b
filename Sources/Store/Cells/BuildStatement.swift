import Postgres
import SQL

/// The build statement, whose price expression has as many steps as the days need.
enum BuildStatement {
  /// The statement for days of at most `steps` price rules.
  ///
  /// The steps are nested, since each rounds what the one before it gave. A day of fewer rules has
  /// NULL in the missing places of its arrays, which `coalesce` reads as a step that changes
  /// nothing.
  static func withPriceSteps(_ steps: Int) -> Statement {
    let mark = "0 /* price */"
    let composed = (0..<steps).reduce("c.base_price_minor") { price, step in
      """
      greatest(0, (\(price) * coalesce(c.factors[\(step + 1)], 10000) + 5000) / 10000 \
      + coalesce(c.addends[\(step + 1)], 0))
      """
    }
    // GREATEST passes over NULL: without this, a space that has no price would be free.
    let price = "case when c.base_price_minor is not null then \(composed) end"
    let lines = Query.buildCells.sql.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("--") ? String($0) : String($0).replacing(mark, with: price) }
    return Statement("\(Query.buildCells.name)_\(steps)", lines.joined(separator: "\n"))
  }
}
