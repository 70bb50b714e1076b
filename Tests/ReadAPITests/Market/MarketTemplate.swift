import Postgres
import Store
import TestSupport

extension DatabaseTemplate {
  /// Cities 1...3 on five dates, the fifth closed, with 2,000 spaces each: enough for real plans.
  static let market = DatabaseTemplate("read_market") { url in
    let connection = try await Connection.open(.worker(url: url, applicationName: "test market"))
    try await Migrator.ours.migrate(connection)
    try await connection.run(script: marketScript, name: "market")
    await connection.close()
  }
}

extension DatabaseTemplate {
  /// How many rows more than they have `enlargeCells` lets cells claim.
  static let largeCellRows = 10_000

  /// Makes readers take each cell of a market for one of more than ten thousand rows.
  static func enlargeCells(_ url: String) async throws {
    let connection = try await Connection.open(.worker(url: url, applicationName: "test market"))
    try await connection.run(
      script: """
        update almanac.cell set row_count = row_count + \(largeCellRows), has_blocks = true
        where row_count > 0;
        update almanac.result as r set block = b.block
        from \(Blocks.ofCards) as b
        where r.city_id = b.city_id and r.card_id = b.card_id;
        \(Blocks.insert)
        cluster almanac.result using result_pkey;
        analyze almanac.result;
        """, name: "enlarge")
    await connection.close()
  }
}

extension DatabaseTemplate {
  /// Gives a version of a market the facets of a single item, which no row of it would give.
  static func storeFacets(_ url: String, city: Int, version: Int) async throws {
    let connection = try await Connection.open(.worker(url: url, applicationName: "test market"))
    try await connection.run(
      script: """
        insert into almanac.cell_facets (city_id, version, facets, items)
        values (
          \(city), \(version), array[1, 1 << 16 | 2, 2 << 16 | 3, 3 << 16 | 10], '{1, 1, 1, 1}'
        );
        analyze almanac.cell_facets
        """, name: "facets")
    await connection.close()
  }
}

extension ConnectionSettings {
  /// The API's settings, with time for a busy machine.
  static func patientReading(url: String) -> ConnectionSettings {
    var settings = ConnectionSettings.reading(url: url)
    settings.statementTimeout = .seconds(60)
    settings.lockTimeout = .seconds(60)
    settings.deadline = .seconds(65)
    return settings
  }
}

/// Ties in every order, ratings unknown to one in seven, venues within a few kilometres, and one
/// space in eleven with an add-on closed for the day.
private let marketScript = """
  insert into almanac.city (
    city_id, slug, name, country, subdivision, time_zone, currency, currency_exponent,
    latitude, longitude, next_version
  )
  select c, 'city-' || c, 'City ' || c, 'PT', null, 'Europe/Lisbon', 'EUR', 2, 38.7, -9.1, 6
  from generate_series(1, 3) as c;

  insert into almanac.category (city_id, category_id, name)
  select c, k, 'category-' || k from generate_series(1, 3) as c, generate_series(0, 4) as k;

  insert into almanac.add_on (city_id, bit, add_on, name)
  select c, b, 'add-on-' || b, 'Add-on ' || b
  from generate_series(1, 3) as c, generate_series(0, 9) as b;

  insert into almanac.card (
    city_id, card_id, space_id, venue_id, category_id, capacity, units, base_price_minor, add_ons,
    rating, x, y, z, is_current, content_hash, fragment, add_on_list
  )
  select
    c, i, c * 1000000 + i, c * 1000000 + i / 3, i % 5, 1 + i % 12, 1 + i % 3,
    1000 + (hashint4(i) & 63) * 100, m.add_ons,
    case when i % 7 > 0 then (hashint4(i * 3) & 31) * 16 end,
    round(cos(radians(p.lat)) * cos(radians(p.lng)) * 1073741824)::int,
    round(cos(radians(p.lat)) * sin(radians(p.lng)) * 1073741824)::int,
    round(sin(radians(p.lat)) * 1073741824)::int,
    true, i,
    '{"space_id":"' || c * 1000000 + i || '","venue_id":"' || c * 1000000 + i / 3
    || '","name":"Space ' || i || '","venue_name":"Venue ' || i / 3
    || '","category":"category-' || i % 5 || '","rating":null,"location":{"latitude":'
    || p.lat || ',"longitude":' || p.lng || '}',
    (
      select coalesce(json_agg(a.add_on order by a.add_on), '[]')::text
      from almanac.add_on as a
      where a.city_id = c and m.add_ons & (1::bigint << a.bit) <> 0
    )
  from generate_series(1, 3) as c, generate_series(1, 2000) as i,
    lateral (
      select
        38.7 + (hashint4(i / 3) & 63) / 1000.0 as lat,
        -9.1 + (hashint4(-i / 3) & 63) / 1000.0 as lng
    ) as p,
    lateral (select (hashint4(i + c) & hashint4(i * 7) & 1023)::bigint as add_ons) as m;

  insert into almanac.generation (generation, city_id, kind, cells, published_at)
  select c, c, 'rebuild', 5, '2026-12-01T03:00:00Z' from generate_series(1, 3) as c;

  insert into almanac.day (
    city_id, day_hash, status, holiday, is_below_notice, factors, addends, capacity_factor,
    closed_add_ons, rules, origins
  )
  select
    c, d, case when d = 5 then 'closed' else 'open' end,
    case
      when d = 5 then '{
        "name": "Natal", "holiday_id": "christmas-day", "category": "public", "observed": false,
        "file": "Jobs/calendars/pt.yml"
      }'::jsonb
    end, false, '{}', '{}', 10000, 0, '[]', '[]'
  from generate_series(1, 3) as c, generate_series(1, 5) as d;

  insert into almanac.cell (
    city_id, version, date, day_hash, row_count, content_hash, catalogue_hash, bookings_hash,
    prices_hash, score_hash, excluded_ids, excluded_reasons, today, inputs_as_of, built_at, run_id
  )
  select
    c, d, date '2026-12-20' + d, d, case when d = 5 then 0 else 2000 end, 1, 1, 1, 1, 1, '{}',
    '{}', '2026-12-01', '2026-12-01T02:59:00Z', '2026-12-01T03:00:00Z', 1
  from generate_series(1, 3) as c, generate_series(1, 5) as d;

  insert into almanac.cell_live (city_id, date, from_generation, to_generation, version)
  select c, date '2026-12-20' + d, c, null, d
  from generate_series(1, 3) as c, generate_series(1, 5) as d;

  insert into almanac.city_check (city_id, run_id, from_date, to_date, inputs_as_of)
  select c, 1, '2026-12-20', '2027-01-20', '2026-12-01T02:59:00Z'
  from generate_series(1, 3) as c;

  insert into almanac.result (
    city_id, version, space_id, price_minor, add_ons, recommended, space_rank, capacity, units,
    x, y, z, card_id, rating, category_id
  )
  select
    c.city_id, d, c.space_id, c.base_price_minor + d * 100,
    case when c.card_id % 11 > 0 then c.add_ons else c.add_ons & ~2::bigint end,
    c.base_price_minor / 100 - coalesce(c.rating, 350), c.card_id, c.capacity, c.units, c.x, c.y, c.z,
    c.card_id, c.rating, c.category_id
  from generate_series(1, 4) as d, almanac.card as c
  order by c.city_id, d, 6, c.space_id;

  analyze;
  """
