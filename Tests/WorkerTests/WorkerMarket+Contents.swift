import Postgres
import Store

extension WorkerMarket {
  /// A city and a date.
  struct CellKey: Hashable {
    var city: Int32
    var date: String
  }

  /// Everything that readers see of each live cell, and why each other space is missing.
  func contents() async throws -> [CellKey: String] {
    let rows = try await connection.query(Statement("contents", WorkerMarket.contentsSQL))
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (CellKey(city: try row.get("city_id"), date: try row.get("date")), try row.get("content"))
      })
  }

  /// The cells whose pointers have moved after a generation.
  func movedCells(since generation: Int64) async throws -> [CellKey] {
    try await connection.query(
      Statement(
        "moved",
        """
        select distinct city_id, date::text as date from almanac.cell_live
        where from_generation > $1::bigint
        """), [.int8(generation)]
    ).map { CellKey(city: try $0.get("city_id"), date: try $0.get("date")) }
  }

  /// Has every table of the source write its changes down.
  func trackSource(notifying: Bool = false) async throws {
    let tables = try await connection.sourceTables()
    try await connection.track(
      tables.map { ($0, CapturedColumns(ofRelation: $0.kind)) }, notifying: notifying)
  }

  private static let contentsSQL = """
    select l.city_id, l.date::text as date, concat_ws(
      '|', t.slug, t.currency, d.status, d.closed_reason, d.holiday - 'file' - 'line', d.opens_at,
      d.closes_at, c.lowest_price_minor,
      (
        select string_agg(
          concat_ws(
            ',', r.space_id, r.price_minor, r.units, r.capacity, r.recommended, r.x, r.y, r.z,
            r.rating, k.fragment, g.name,
            (
              select string_agg(a.add_on, '+' order by a.add_on) from almanac.add_on as a
              where a.city_id = r.city_id and r.add_ons & (1::bigint << a.bit) <> 0
            )
          ), ';' order by r.recommended, r.space_id)
        from almanac.result as r
        inner join almanac.card as k on k.city_id = r.city_id and k.card_id = r.card_id
        inner join almanac.category as g
          on g.city_id = r.city_id and g.category_id = r.category_id
        where r.city_id = l.city_id and r.version = l.version
      ),
      (
        select string_agg(u.id || '=' || u.reason, ',' order by u.id)
        from unnest(c.excluded_ids, c.excluded_reasons) as u (id, reason)
      )
    ) as content
    from almanac.cell_live as l
    inner join almanac.cell as c on c.city_id = l.city_id and c.version = l.version
    inner join almanac.day as d on d.city_id = l.city_id and d.day_hash = c.day_hash
    inner join almanac.city as t on t.city_id = l.city_id
    where l.to_generation is null
    """
}
