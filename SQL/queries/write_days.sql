-- write_days: stores the days of a city that are not stored yet; renews the others' origins and
-- the bits of their closed add-ons.
-- $1 int4 city_id, then arrays, one element a day: $2 int8[] day_hash, $3 text[] status,
-- $4 int4[] closed_reason, $5 text[] holiday, $6 text[] opens_at, $7 text[] closes_at,
-- $8 bool[] is_below_notice, $9 text[] factors and $10 text[] addends as array literals,
-- $11 int4[] capacity_factor, $12 text[] closed add-ons as array literals, $13 text[] rules,
-- $14 text[] origins
insert into almanac.day as d (
  city_id, day_hash, status, closed_reason, holiday, opens_at, closes_at, is_below_notice,
  factors, addends, capacity_factor, closed_add_ons, rules, origins
)
select
  $1,
  u.day_hash,
  u.status,
  u.closed_reason,
  u.holiday::jsonb,
  u.opens_at,
  u.closes_at,
  u.is_below_notice,
  u.factors::int[],
  u.addends::bigint[],
  u.capacity_factor,
  coalesce((
    select bit_or(1::bigint << a.bit)
    from almanac.add_on as a
    where a.city_id = $1 and a.add_on = any(u.closed_add_ons::text[])
  ), 0),
  u.rules::jsonb,
  u.origins::jsonb
from unnest(
  $2::bigint[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::bool[],
  $9::text[], $10::text[], $11::int[], $12::text[], $13::text[], $14::text[]
) as u (
  day_hash, status, closed_reason, holiday, opens_at, closes_at, is_below_notice, factors,
  addends, capacity_factor, closed_add_ons, rules, origins
)
on conflict (city_id, day_hash) do update
set
  -- An add-on may have got its bit since; a holiday's line may have moved.
  closed_add_ons = excluded.closed_add_ons,
  holiday = excluded.holiday,
  rules = excluded.rules,
  origins = excluded.origins
where
  (d.closed_add_ons, d.rules, d.origins)
  <> (excluded.closed_add_ons, excluded.rules, excluded.origins)
  or d.holiday is distinct from excluded.holiday
