import Discovery
import Postgres
import SQL

/// The one statement of a discovery request, in the shape of its order.
enum DiscoverStatement {
  /// The statement for an order.
  static func ordered(by sort: Sort) -> Statement { statements[sort] ?? Query.discover.statement }

  private static let statements: [Sort: Statement] = Dictionary(
    uniqueKeysWithValues: Sort.allCases.map { ($0, make($0)) })

  private static func make(_ sort: Sort) -> Statement {
    let sql = Query.discover.sql
    let name = "discover_\(sort)"
    // The primary key gives this order, and the scan stops when the page is full; without the
    // OFFSET the planner would trust its estimate of the filters and sort the whole slice. It
    // cannot know that ids ascend with their ranks.
    guard sort != .recommended else {
      return Statement(
        name,
        sql.replacing("-- in key order: order by", with: "order by")
          .replacing("order by r.sort_key, r.tie_key", with: "order by r.recommended, r.space_rank")
      )
    }
    let slice = sql.replacing("select \(Sort.recommended.keys)", with: "select \(sort.keys)")
    guard let index = sort.index else { return Statement(name, slice) }
    return Statement(
      name,
      slice.replacing(
        "r.version = (select h.filled_version from head as h)\n      and (s.",
        with: """
          r.version = (select h.small_version from head as h)
                and (s.
          """
      )
      .replacing("r.price_minor as sort_key,\n      r.space_id as tie_key", with: sort.keys)
      .replacing("(r.price_minor, r.space_id) > ($4, $5)\n", with: "\(index.after)\n")
      .replacing(
        "order by r.price_minor, r.space_id\n    offset",
        with: "order by \(index.order)\n    offset"
      )
      .replacing("-- in index order: union", with: "union"))
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

  /// The order as an index of large cells has it, and what comes after the keys of a place in it.
  fileprivate var index: (order: String, after: String)? {
    switch self {
    case .recommended, .distance: nil
    case .price: ("r.price_minor, r.space_id", "(r.price_minor, r.space_id) > ($4, $5)")
    case .priceDescending:
      // The least number, which is before every item, has no negation.
      (
        "r.price_minor desc, r.space_id desc",
        """
        (r.price_minor, r.space_id) < (
          -greatest($4, -9223372036854775807), -greatest($5, -9223372036854775807)
        )
        """
      )
    case .rating:
      (
        "(-coalesce(r.rating, -1)), r.space_id",
        "(-coalesce(r.rating, -1), r.space_id) > ($4, $5)"
      )
    case .capacity: ("r.capacity, r.space_id", "(r.capacity, r.space_id) > ($4, $5)")
    }
  }
}
