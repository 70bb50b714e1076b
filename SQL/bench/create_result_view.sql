-- The rows of every live cell as a materialized view: the peer that a rebuild is measured against.
-- The same inputs, the columns of almanac.result that a page needs, and a unique index that gives
-- the default order as the table's key does; up to six price rules.
create view bench.definition as
with wanted as (
  select
    l.city_id,
    l.date,
    c.version,
    c.day_hash
  from almanac.cell_live as l
  inner join almanac.cell as c on l.city_id = c.city_id and l.version = c.version
  where l.to_generation is null
),

booked as (
  select
    w.city_id,
    w.version,
    b.space_id,
    sum(b.units) as units
  from wanted as w
  inner join source.booking as b
    on w.city_id = b.city_id and b.starts_on <= w.date and b.ends_on > w.date
  group by w.city_id, w.version, b.space_id
),

overridden as (
  select distinct on (w.city_id, w.version, o.space_id)
    w.city_id,
    w.version,
    o.space_id,
    o.price_minor
  from wanted as w
  inner join source.price_override as o
    on w.city_id = o.city_id and o.starts_on <= w.date and o.ends_on > w.date
  order by w.city_id, w.version, o.space_id, o.starts_on desc, o.price_minor
),

candidate as (
  select
    w.city_id,
    w.version,
    k.space_id,
    k.add_ons & ~d.closed_add_ons as add_ons,
    (k.capacity::bigint * d.capacity_factor / 10000)::int as capacity,
    greatest(k.units - coalesce(b.units, 0), 0)::int as units,
    k.x,
    k.y,
    k.z,
    k.card_id,
    k.rating,
    k.category_id,
    coalesce(o.price_minor, k.base_price_minor) as base_price_minor,
    d.factors,
    d.addends,
    p.minor_units
  from wanted as w
  inner join almanac.day as d on w.city_id = d.city_id and w.day_hash = d.day_hash
  inner join (
    select
      c.city_id,
      (10 ^ c.currency_exponent)::bigint as minor_units
    from almanac.city as c
  ) as p on w.city_id = p.city_id
  inner join almanac.card as k on w.city_id = k.city_id and k.is_current
  left join booked as b
    on w.city_id = b.city_id and w.version = b.version and k.space_id = b.space_id
  left join overridden as o
    on w.city_id = o.city_id and w.version = o.version and k.space_id = o.space_id
  where d.status = 'open' and not d.is_below_notice and k.inactive_reason is null
),

priced as (
  select
    c.*,
    s6.price as price_minor
  from candidate as c
  cross join lateral (
    select
      (c.base_price_minor * coalesce(c.factors[1], 10000) + 5000) / 10000
      + coalesce(c.addends[1], 0) as price
  ) as s1
  cross join lateral (
    select
      (s1.price * coalesce(c.factors[2], 10000) + 5000) / 10000
      + coalesce(c.addends[2], 0) as price
  ) as s2
  cross join lateral (
    select
      (s2.price * coalesce(c.factors[3], 10000) + 5000) / 10000
      + coalesce(c.addends[3], 0) as price
  ) as s3
  cross join lateral (
    select
      (s3.price * coalesce(c.factors[4], 10000) + 5000) / 10000
      + coalesce(c.addends[4], 0) as price
  ) as s4
  cross join lateral (
    select
      (s4.price * coalesce(c.factors[5], 10000) + 5000) / 10000
      + coalesce(c.addends[5], 0) as price
  ) as s5
  cross join lateral (
    select
      (s5.price * coalesce(c.factors[6], 10000) + 5000) / 10000
      + coalesce(c.addends[6], 0) as price
  ) as s6
  where c.base_price_minor is not null and c.units > 0
)

select
  p.city_id,
  p.version,
  p.space_id,
  p.price_minor,
  p.add_ons,
  (
    p.price_minor / p.minor_units - 10 * coalesce(p.rating, 350) - 5 * least(p.units, 10)
  )::int as recommended,
  p.capacity,
  p.units,
  p.x,
  p.y,
  p.z,
  p.card_id,
  p.rating,
  p.category_id
from priced as p;

create materialized view bench.result_view as
select * from bench.definition
with no data;

create unique index result_view_city_id_version_recommended_space_id_idx
on bench.result_view (city_id, version, recommended, space_id);
