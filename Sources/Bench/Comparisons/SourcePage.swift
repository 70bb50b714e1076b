import Discovery
import Expansion
import Foundation
import Postgres

/// A page straight from the source by one statement, as an application has it that composes its SQL.
struct SourcePage {
  /// The text of `SQL/bench/page_from_source.sql`.
  let sql: String

  init() throws {
    sql = try String(contentsOfFile: "SQL/bench/page_from_source.sql", encoding: .utf8)
  }

  /// The ids of the first page's spaces. Rules of categories, venues and spaces count for nothing:
  /// the market of the bench has none.
  func spaces(
    of request: BenchRequest, in city: City, day: Day, from connection: Connection
  ) async throws -> [Int64] {
    guard day.status == .open else { return [] }
    return try await connection.query(
      statement(request.sort, day.prices.map(\.step)),
      [
        .int4(city.id), .date(request.date), .int4(Int32(DiscoveryQuery.defaultLimit)),
        .int8(city.currency.minorPerMajor), .textArray(request.categories),
        .textArray(request.addOns), .int4(request.capacityMin ?? 0),
        .int8(request.priceMax ?? .max), .float8(request.place.latitude),
        .float8(request.place.longitude),
        .float8((request.radiusKilometres ?? 1e6) * 1000),
      ]
    ).map { try $0.get("space_id") }
  }

  private func statement(_ sort: Sort, _ steps: [PriceStep]) -> Statement {
    let price = steps.reduce("p.base_price") { price, step in
      "greatest(0, (\(price) * \(step.basisPoints) + 5000) / 10000 + \(step.addMinor))"
    }
    return Statement(
      "page_from_source",
      sql.replacing("p.base_price as price", with: "\(price) as price")
        .replacing("q.recommended as sort_key, q.space_id as tie_key", with: sort.sourceKeys))
  }
}

extension Sort {
  /// The keys of the order over the source, both ascending.
  fileprivate var sourceKeys: String {
    switch self {
    case .recommended: "q.recommended as sort_key, q.space_id as tie_key"
    case .price: "q.price as sort_key, q.space_id as tie_key"
    case .priceDescending: "-q.price as sort_key, -q.space_id as tie_key"
    case .rating: "-q.rating as sort_key, q.space_id as tie_key"
    case .capacity: "q.capacity as sort_key, q.space_id as tie_key"
    case .distance: "q.squared_chord as sort_key, q.space_id as tie_key"
    }
  }
}
