-- wanted: the dates of a batch of a city's cells, with their days; "wanted" where others read it.
-- $1 int4 city_id, $3 date[] dates, each once, $4 int4[] versions, $5 int8[] day hashes,
-- $6 int4[] base versions or null, $7 int8[] bookings hashes, $8 int8[] prices hashes,
-- $19 int8[] calendars hashes
select
  u.date,
  u.version,
  u.day_hash,
  u.base_version,
  u.bookings_hash,
  u.prices_hash,
  u.calendars_hash,
  u.ordinal,
  -- The first date of each distinct day stands for it.
  min(u.ordinal) over (partition by u.day_hash) as day_ordinal,
  base.content_hash as base_content_hash,
  d.status,
  d.status = 'open' as is_open,
  d.closed_reason,
  d.holiday,
  d.opens_at,
  d.closes_at,
  d.is_below_notice,
  d.factors,
  d.addends,
  d.capacity_factor,
  d.closed_add_ons
from
  unnest(
    $3::date[], $4::int[], $5::bigint[], $6::int[], $7::bigint[], $8::bigint[], $19::bigint[]
  ) with ordinality as u (
    date, version, day_hash, base_version, bookings_hash, prices_hash, calendars_hash, ordinal
  )
-- Outer joins that always match: the planner then knows how many rows come.
left join almanac.day as d on d.city_id = $1 and u.day_hash = d.day_hash
left join almanac.cell as base on base.city_id = $1 and u.base_version = base.version
