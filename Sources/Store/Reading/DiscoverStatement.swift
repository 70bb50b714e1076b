import Discovery
import Foundation
import Postgres
import SQL

/// The one statement of a discovery request, in the shape that the query and the cell ask for.
enum DiscoverStatement {
  /// The statement of a shape in an order.
  static func of(_ shape: PageShape, by sort: Sort) -> Statement {
    statements[Form(shape: shape, sort: sort)] ?? make(shape, sort)
  }

  private struct Form: Hashable {
    let shape: PageShape
    let sort: Sort
  }

  private static let statements: [Form: Statement] = Dictionary(
    uniqueKeysWithValues: PageShape.allCases.flatMap { shape in
      Sort.allCases.map { (Form(shape: shape, sort: $0), make(shape, $0)) }
    })

  private static func make(_ shape: PageShape, _ sort: Sort) -> Statement {
    var sql = shape.query.sql.replacing(
      "select \(Sort.recommended.keys)", with: "select \(sort.keys)")
    if shape == .byIndex, let index = IndexOrder(sort) {
      sql = sql.replacing("order by r.recommended, r.space_rank", with: "order by \(index.order)")
        .replacing("(r.recommended, r.space_id) > ($15::bigint, $16::bigint)", with: index.after)
    }
    return Statement("\(shape.query.name)_\(sort)", sql)
  }

  /// The order of an index of large cells, and what comes after $15 and $16 in it.
  private struct IndexOrder {
    let order: String
    let after: String

    /// Nil when no index has the order.
    init?(_ sort: Sort) {
      switch sort {
      case .recommended, .distance: return nil
      case .price:
        order = "r.price_minor, r.space_id"
        after = """
          (r.price_minor, r.space_id) > ($15::bigint, $16::bigint)
          and r.price_minor between $13 and $14
          """
      case .priceDescending:
        order = "r.price_minor desc, r.space_id desc"
        // The least number, which is before every item, has no negation.
        after = """
          (r.price_minor, r.space_id) < (
            -greatest($15::bigint, -9223372036854775807),
            -greatest($16::bigint, -9223372036854775807)
          )
          and r.price_minor between $13 and $14
          """
      case .rating:
        order = "(-coalesce(r.rating, -1)), r.space_id"
        after = "(-coalesce(r.rating, -1), r.space_id) > ($15::bigint, $16::bigint)"
      case .capacity:
        order = "r.capacity, r.space_id"
        after = """
          (r.capacity, r.space_id) > ($15::bigint, $16::bigint)
          and r.capacity between $11 and $12
          """
      }
    }
  }
}

extension Sort {
  /// The keys of the order over `almanac.result`, both ascending; `SortPlace` holds the same. The
  /// place of the request is $5, $6 and $7 of the statement.
  var keys: String {
    switch self {
    case .recommended: "r.recommended as sort_key, r.space_id as tie_key"
    case .price: "r.price_minor as sort_key, r.space_id as tie_key"
    case .priceDescending: "-r.price_minor as sort_key, -r.space_id as tie_key"
    case .rating: "-coalesce(r.rating, -1)::bigint as sort_key, r.space_id as tie_key"
    case .capacity: "r.capacity::bigint as sort_key, r.space_id as tie_key"
    case .distance:
      """
      (r.x - $5::bigint) * (r.x - $5::bigint) + (r.y - $6::bigint) * (r.y - $6::bigint)
      + (r.z - $7::bigint) * (r.z - $7::bigint) as sort_key, r.space_id as tie_key
      """
    }
  }
}
