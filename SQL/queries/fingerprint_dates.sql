-- fingerprint_dates: what the bookings and the prices of each date of a city hash to.
-- A date's hash is the sum over all ranges that cover it, as a running sum over starts and ends:
-- the work follows the number of ranges, not of nights.
-- $1 int4 city_id, $2 date first, $3 date last
with range as (
  select
    b.starts_on,
    b.ends_on,
    hashint8extended(b.space_id, b.units) as booking_hash,
    null::bigint as price_hash
  from source.booking as b
  where b.city_id = $1 and b.starts_on <= $3 and b.ends_on > $2 and b.starts_on < b.ends_on
  union all
  select
    o.starts_on,
    o.ends_on,
    null,
    hashint8extended(
      o.space_id, hashint8extended(
        o.price_minor,
        case when isfinite(o.starts_on) then o.starts_on - date '2000-01-01' else -2147483648 end
      )
    )
  from source.price_override as o
  where o.city_id = $1 and o.starts_on <= $3 and o.ends_on > $2 and o.starts_on < o.ends_on
),

-- One pass over the ranges: each counts by its start and by its end.
moved as materialized (
  select
    greatest(r.starts_on, $2) as started_on,
    r.ends_on,
    sum(r.booking_hash) as booking_hash,
    sum(r.price_hash) as price_hash
  from range as r
  group by grouping sets ((greatest(r.starts_on, $2)), (r.ends_on))
)

select
  d.date,
  mod(
    sum(coalesce(s.booking_hash, 0) - coalesce(e.booking_hash, 0)) over (order by d.date),
    9223372036854775807
  )::bigint as bookings_hash,
  mod(
    sum(coalesce(s.price_hash, 0) - coalesce(e.price_hash, 0)) over (order by d.date),
    9223372036854775807
  )::bigint as prices_hash
from (select $2::date + n as date from generate_series(0, $3::date - $2::date) as n) as d
left join moved as s on d.date = s.started_on
left join moved as e on d.date = e.ends_on
order by d.date
