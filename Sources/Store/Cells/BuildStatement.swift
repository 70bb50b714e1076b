import Postgres
import SQL
import Synchronization

/// The statements that build, whose price expressions have as many steps as the days need.
enum BuildStatement {
  /// `query` for days of at most `steps` price rules.
  ///
  /// The steps are nested, since each rounds what the one before it gave. A day of fewer rules has
  /// NULL in the missing places of its arrays, which `coalesce` reads as a step that changes
  /// nothing.
  static func composed(_ query: Query, priceSteps steps: Int) -> Statement {
    let name = "\(query.name)_\(steps)"
    return composed.withLock { composed in
      if let statement = composed[name] { return statement }
      let statement = Statement(name, text(of: query, steps))
      composed[name] = statement
      return statement
    }
  }

  /// Those that have been asked for: to compose one takes as long as to plan it.
  private static let composed = Mutex<[String: Statement]>([:])

  private static func text(of query: Query, _ steps: Int) -> String {
    let mark = "0 /* price */"
    let composed = (0..<steps).reduce("c.base_price_minor") { price, step in
      """
      greatest(0, (\(price) * coalesce(c.factors[\(step + 1)], 10000) + 5000) / 10000 \
      + coalesce(c.addends[\(step + 1)], 0))
      """
    }
    // GREATEST passes over NULL: without this, a space that has no price would be free.
    let price = "case when c.base_price_minor is not null then \(composed) end"
    let lines = query.sql.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("--") ? String($0) : String($0).replacing(mark, with: price) }
    return lines.joined(separator: "\n")
  }
}
