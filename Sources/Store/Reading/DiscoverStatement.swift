import Discovery
import Foundation
import Postgres
import SQL

/// The one statement of a discovery request, in the shape of its order.
enum DiscoverStatement {
  /// The statement for an order.
  static func ordered(by sort: Sort) -> Statement { statements[sort] ?? Query.discover.statement }

  private static let statements: [Sort: Statement] = Dictionary(
    uniqueKeysWithValues: Sort.allCases.map { ($0, make($0)) })

  private static func make(_ sort: Sort) -> Statement {
    let keyed = Query.discover.sql.replacing(
      "select \(Sort.recommended.keys)", with: "select \(sort.keys)")
    let shape = shape(of: sort)
    let parts = shape.leftOut.reduce(keyed) { $0.without($1) }
    return Statement(
      "discover_\(sort)", shape.edits.reduce(parts) { $0.replacing($1.mark, with: $1.text) })
  }

  /// What an order makes of the file's text: the parts that it has no use for, which the server would
  /// set up for nothing at each request, and what it says in place of the rest.
  private struct Shape {
    var leftOut: [Part]
    var edits: [(mark: String, text: String)]
  }

  /// A run of the statement's parts, from a comment on.
  fileprivate enum Part {
    case walked, walkedPage, near

    /// How the comments begin that open the part and the part after it.
    var bounds: (start: String, end: String) {
      switch self {
      case .walked: ("-- The categories of a large cell to walk", "-- The top of the cell's slice")
      case .walkedPage: ("-- A page of each category that is walked", "-- By distance: the blocks")
      case .near: ("-- By distance: the blocks", "-- The blocks whose rows are all looked at")
      }
    }
  }

  private static func shape(of sort: Sort) -> Shape {
    switch sort {
    case .recommended: inKeyOrder
    case .distance: byDistance
    case .price:
      inIndexOrder(
        "r.price_minor, r.space_id",
        after: "(r.price_minor, r.space_id) > ($4, $5) and r.price_minor between $11 and $12")
    case .priceDescending:
      // The least number, which is before every item, has no negation.
      inIndexOrder(
        "r.price_minor desc, r.space_id desc",
        after: """
          (r.price_minor, r.space_id) < (
            -greatest($4, -9223372036854775807), -greatest($5, -9223372036854775807)
          )
          and r.price_minor between $11 and $12
          """)
    case .rating:
      inIndexOrder(
        "(-coalesce(r.rating, -1)), r.space_id",
        after: "(-coalesce(r.rating, -1), r.space_id) > ($4, $5)")
    case .capacity:
      inIndexOrder(
        "r.capacity, r.space_id",
        after: "(r.capacity, r.space_id) > ($4, $5) and r.capacity between $9 and $10")
    }
  }

  /// The primary key gives the order, all categories in one, and the scan stops when the page is
  /// full; without the OFFSET the planner would trust its estimate of the filters and sort the whole
  /// slice. It cannot know that ids ascend with their ranks.
  private static let inKeyOrder = Shape(
    leftOut: [.walked, .walkedPage, .near],
    edits: [
      (
        "r.version = (select h.small_version from head as h)",
        """
        r.version = (
          select
            coalesce(
              h.small_version,
              case when $17 or (select sum(z.items) from zone as z) > 4000 then h.large_version end
            )
          from head as h
        )
        """
      ),
      ("-- in key order: ", ""),
      ("order by r.sort_key, r.tie_key", "order by r.recommended, r.space_rank"),
      (
        "z.category_id not in (select w.category_id from walked as w)",
        "(select sum(t.items) from zone as t) <= 4000"
      ),
    ])

  private static let byDistance = Shape(
    leftOut: [.walked, .walkedPage],
    edits: [
      ("where not $17 and z.category_id not in (select w.category_id from walked as w)\n", ""),
      ("-- by distance: ", ""),
    ])

  private static func inIndexOrder(_ order: String, after: String) -> Shape {
    Shape(
      leftOut: [.near],
      edits: [
        ("(r.recommended, r.space_id) > ($4, $5)\n", "\(after)\n"),
        ("order by r.recommended, r.space_rank\n      offset", "order by \(order)\n      offset"),
        ("-- in index order: ", ""),
      ])
  }
}

extension String {
  /// The statement without a part.
  fileprivate func without(_ part: DiscoverStatement.Part) -> String {
    let (start, end) = part.bounds
    guard let start = range(of: start)?.lowerBound, let end = range(of: end)?.lowerBound,
      start < end
    else { return self }
    return String(self[..<start] + self[end...])
  }
}

extension Sort {
  /// The keys of the order over `almanac.result`, both ascending; `SortPlace` holds the same. The
  /// place of the request is $13, $14 and $15 of the statement.
  var keys: String {
    switch self {
    case .recommended: "r.recommended as sort_key, r.space_id as tie_key"
    case .price: "r.price_minor as sort_key, r.space_id as tie_key"
    case .priceDescending: "-r.price_minor as sort_key, -r.space_id as tie_key"
    case .rating: "-coalesce(r.rating, -1)::bigint as sort_key, r.space_id as tie_key"
    case .capacity: "r.capacity::bigint as sort_key, r.space_id as tie_key"
    case .distance:
      """
      (r.x - $13::bigint) * (r.x - $13::bigint) + (r.y - $14::bigint) * (r.y - $14::bigint)
      + (r.z - $15::bigint) * (r.z - $15::bigint) as sort_key, r.space_id as tie_key
      """
    }
  }
}
