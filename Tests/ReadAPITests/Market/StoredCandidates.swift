import Dates
import Discovery
import Postgres
import Testing

extension Connection {
  /// The candidates of a live cell, read without the statement under test.
  func candidates(city: Int32, date: LocalDate) async throws -> [Candidate] {
    let rows = try await query(StoredCandidates.statement, [.int4(city), .date(date)])
    return try rows.map { row in
      Candidate(
        spaceID: try row.get("space_id"), priceMinor: try row.get("price_minor"),
        recommended: try row.get("recommended"), capacity: try row.get("capacity"),
        units: try row.get("units"), category: try row.get("category"),
        addOns: Set(try row.get("add_ons", as: [String?].self).compactMap(\.self)),
        rating: try row.get("rating", as: Int16?.self).flatMap { Rating(hundredths: $0) },
        position: ScaledPosition(
          x: try row.get("x"), y: try row.get("y"), z: try row.get("z")))
    }
  }
}

private enum StoredCandidates {
  static let statement = Statement(
    "stored_candidates",
    """
    select
      r.space_id, r.price_minor, r.recommended, r.capacity, r.units, k.name as category,
      array(
        select a.add_on from almanac.add_on as a
        where a.city_id = r.city_id and r.add_ons & (1::bigint << a.bit) <> 0
      ) as add_ons,
      r.rating, r.x, r.y, r.z
    from almanac.result as r
    join almanac.cell_live as l
      on l.city_id = r.city_id and l.version = r.version and l.to_generation is null
    join almanac.category as k on k.city_id = r.city_id and k.category_id = r.category_id
    where r.city_id = $1 and l.date = $2
    """)
}
