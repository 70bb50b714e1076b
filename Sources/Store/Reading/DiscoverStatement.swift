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
    // OFFSET the planner would trust its estimate of the filters and sort the whole slice.
    guard sort != .recommended else {
      return Statement(name, sql.replacing("-- in key order: order by", with: "order by"))
    }
    let keys = "r.recommended as sort_key, r.space_id as tie_key"
    return Statement(name, sql.replacing("select \(keys)", with: "select \(sort.keys)"))
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
