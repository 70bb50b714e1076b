-- write_day_scopes: stores what categories, venues and spaces change on days of a city.
-- $1 int4 city_id, then arrays, one element a change: $2 int8[] day_hash, $3 text[] kind,
-- $4 text[] scope_key, $5 text[] status, $6 int4[] closed_reason, $7 bool[] is_below_notice,
-- $8 text[] factors and $9 text[] addends as array literals, $10 int4[] capacity_factor,
-- $11 text[] closed add-ons as array literals or null, $12 text[] rules, $13 text[] origins
insert into almanac.day_scope as s (
  city_id, day_hash, kind, scope_key, status, closed_reason, is_below_notice, factors, addends,
  capacity_factor, closed_add_ons, rules, origins
)
select
  $1,
  u.day_hash,
  u.kind,
  u.scope_key,
  u.status,
  u.closed_reason,
  u.is_below_notice,
  u.factors::int[],
  u.addends::bigint[],
  u.capacity_factor,
  case
    when u.closed_add_ons is not null then coalesce((
      select bit_or(1::bigint << a.bit)
      from almanac.add_on as a
      where a.city_id = $1 and a.add_on = any(u.closed_add_ons::text[])
    ), 0)
  end,
  u.rules::jsonb,
  u.origins::jsonb
from unnest(
  $2::bigint[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bool[], $8::text[],
  $9::text[], $10::int[], $11::text[], $12::text[], $13::text[]
) as u (
  day_hash, kind, scope_key, status, closed_reason, is_below_notice, factors, addends,
  capacity_factor, closed_add_ons, rules, origins
)
on conflict (city_id, day_hash, kind, scope_key) do update
set
  closed_add_ons = excluded.closed_add_ons,
  rules = excluded.rules,
  origins = excluded.origins
where
  (s.rules, s.origins) <> (excluded.rules, excluded.origins)
  or s.closed_add_ons is distinct from excluded.closed_add_ons
