import Postgres
import Store
import TestSupport

extension DatabaseTemplate {
  /// Sixty cities, of which the first has 50,000 spaces on three dates, with ninety dates, a long
  /// history and many checks each: what a statement must not read is there.
  static let large = DatabaseTemplate("large_market") { url in
    let connection = try await Connection.open(.worker(url: url, applicationName: "test market"))
    try await Migrator.ours.migrate(connection)
    try await connection.run(script: largeScript, name: "market")
    await connection.close()
  }
}

/// Version d of a city is date d; the first city's date 1 had another version at generation 1.
private let largeScript = """
  insert into almanac.city (
    city_id, slug, name, country, subdivision, time_zone, currency, currency_exponent,
    latitude, longitude, next_version, catalogue_version
  )
  select c, 'city-' || c, 'City ' || c, 'PT', null, 'Europe/Lisbon', 'EUR', 2, 38.7, -9.1, 200, 1
  from generate_series(1, 60) as c;

  insert into almanac.category (city_id, category_id, name)
  select c, k, 'category-' || k from generate_series(1, 60) as c, generate_series(0, 9) as k;

  insert into almanac.add_on (city_id, bit, add_on, name)
  select c, b, 'add-on-' || b, 'Add-on ' || b
  from generate_series(1, 60) as c, generate_series(0, 9) as b;

  insert into almanac.card (
    city_id, card_id, space_id, venue_id, category_id, capacity, units, base_price_minor, add_ons,
    rating, x, y, z, is_current, content_hash, fragment, add_on_list
  )
  select
    c, i, c * 1000000 + i, c * 1000000 + i / 3, i % 10, 1 + i % 12, 1 + i % 3,
    1000 + (hashint4(i) & 1023) * 10, hashint4(i + c) & hashint4(i * 7) & 1023,
    case when i % 7 > 0 then (hashint4(i * 3) & 31) * 16 end,
    round(cos(radians(p.lat)) * cos(radians(p.lng)) * 1073741824)::int,
    round(cos(radians(p.lat)) * sin(radians(p.lng)) * 1073741824)::int,
    round(sin(radians(p.lat)) * 1073741824)::int, true, i,
    '{"space_id":"' || c * 1000000 + i || '"', '[]'
  from generate_series(1, 60) as c, generate_series(1, case when c = 1 then 50000 else 200 end) as i,
    lateral (
      select
        38.7 + (hashint4(i / 3) & 1023) / 8000.0 as lat,
        -9.1 + (hashint4(-i / 3) & 1023) / 8000.0 as lng
    ) as p;

  insert into almanac.generation (generation, city_id, kind, cells, published_at)
  select g, 1 + (g - 1) % 60, 'rebuild', 90, timestamptz '2026-11-01' + g * interval '1 minute'
  from generate_series(1, 6000) as g;

  insert into almanac.day (
    city_id, day_hash, status, is_below_notice, factors, addends, capacity_factor, closed_add_ons,
    rules, origins
  )
  select c, d, case when d = 5 then 'closed' else 'open' end, false, '{}', '{}', 10000, 0, '[]', '[]'
  from generate_series(1, 60) as c, generate_series(1, 120) as d;

  insert into almanac.cell (
    city_id, version, date, day_hash, row_count, content_hash, catalogue_hash,
    bookings_hash, prices_hash, score_hash, excluded_ids,
    excluded_reasons, today, inputs_as_of, built_at, run_id, has_blocks
  )
  select
    c, d, date '2026-12-20' + least(d, 90), d, case when c = 1 and d <= 3 then 50000 else 0 end, 1,
    1, 1, 1, 1, '{}', '{}', '2026-12-01', '2026-12-01T02:59:00Z', '2026-12-01T03:00:00Z', 1,
    c = 1 and d <= 3
  from generate_series(1, 60) as c, generate_series(1, 90) as d;

  insert into almanac.cell_live (city_id, date, from_generation, to_generation, version)
  select c, date '2026-12-20' + d, c, null, d
  from generate_series(1, 60) as c, generate_series(1, 90) as d
  where not (c = 1 and d = 1)
  union all
  select 1, date '2026-12-21', g * 60 + 1, case when g < 99 then g * 60 + 61 end, 1 + g % 3
  from generate_series(0, 99) as g;

  insert into almanac.city_check (city_id, run_id, from_date, to_date, inputs_as_of)
  select c, r, '2026-12-20', '2027-04-20', '2026-12-01T02:59:00Z'
  from generate_series(1, 60) as c, generate_series(1, 100) as r;

  insert into almanac.result (
    city_id, version, space_id, price_minor, add_ons, recommended, space_rank, capacity, units,
    x, y, z, card_id, rating, category_id, block
  )
  select
    1, d, c.space_id, c.base_price_minor + d * 100, c.add_ons,
    c.base_price_minor / 100 - coalesce(c.rating, 350), c.card_id, c.capacity, c.units,
    c.x, c.y, c.z, c.card_id, c.rating, c.category_id, b.block
  from generate_series(1, 3) as d, almanac.card as c
  join \(Blocks.ofCards) as b on c.city_id = b.city_id and c.card_id = b.card_id
  where c.city_id = 1
  order by d, 6, c.space_id;

  \(Blocks.insert)

  -- Of every version but the first.
  insert into almanac.cell_facets (city_id, version, facets, items)
  select c.city_id, c.version, '{1,65538,131075,196618}', '{1,1,1,1}'
  from almanac.cell as c
  where not (c.city_id = 1 and c.version = 1);

  analyze;
  """
