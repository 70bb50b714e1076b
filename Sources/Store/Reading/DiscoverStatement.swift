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
    let base = Query.discover.sql.replacing(
      "select \(Sort.recommended.keys)", with: "select \(sort.keys)")
    return Statement(
      "discover_\(sort)", edits(for: sort).reduce(base) { $0.replacing($1.mark, with: $1.text) })
  }

  /// What the statement says instead of what its file says.
  private static func edits(for sort: Sort) -> [(mark: String, text: String)] {
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
  private static let inKeyOrder = [
    (
      "r.version = (select h.small_version from head as h)",
      """
      r.version = (
        select
          coalesce(h.small_version, case when exists (select from walked) then h.large_version end)
        from head as h
      )
      """
    ),
    ("-- in key order: ", ""),
    ("order by r.sort_key, r.tie_key", "order by r.recommended, r.space_rank"),
    ("having sum(z.items) > 1000", "having (select sum(t.items) from zone as t) > 4000"),
  ]

  private static let byDistance = [
    ("where not $17 and z.category_id not in (select w.category_id from walked as w)\n", ""),
    ("-- by distance: ", ""),
  ]

  private static func inIndexOrder(
    _ order: String, after: String
  ) -> [(mark: String, text: String)] {
    [
      ("(r.recommended, r.space_id) > ($4, $5)\n", "\(after)\n"),
      ("order by r.recommended, r.space_rank\n      offset", "order by \(order)\n      offset"),
      ("-- in index order: ", ""),
    ]
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
