-- page_from_source: a page of a city's date straight from the source, by one statement: what an
-- ordinary application does once it filters, sorts and pages in SQL.
-- The bench writes the date's price rules in place of "p.base_price as price", and the keys of the
-- wanted order, both ascending, in place of "q.recommended as sort_key, q.space_id as tie_key".
-- $1 int4 city_id, $2 date the night, $3 int4 rows, $4 int8 minor units of the currency's major
-- one, $5 text[] categories, $6 text[] add-ons, $7 int4 capacity from, $8 int8 price to,
-- $9 float8 and $10 float8 latitude and longitude of the place, $11 float8 metres around it
with priced as (
  select
    p.space_id,
    p.venue_id,
    p.name,
    p.category,
    p.capacity,
    p.rating,
    p.units,
    p.base_price as price
  from (
    select
      s.space_id,
      s.venue_id,
      s.name,
      s.category,
      s.capacity,
      coalesce(round(s.rating * 100)::int, -1) as rating,
      s.units - coalesce(b.units, 0) as units,
      coalesce(o.price_minor, s.base_price_minor) as base_price
    from source.space as s
    left join (
      select
        b.space_id,
        sum(b.units) as units
      from source.booking as b
      where b.city_id = $1 and b.starts_on <= $2 and b.ends_on > $2
      group by b.space_id
    ) as b on s.space_id = b.space_id
    left join (
      select distinct on (o.space_id)
        o.space_id,
        o.price_minor
      from source.price_override as o
      where o.city_id = $1 and o.starts_on <= $2 and o.ends_on > $2
      order by o.space_id, o.starts_on desc, o.price_minor
    ) as o on s.space_id = o.space_id
    where
      s.city_id = $1
      and s.active
      and (cardinality($5::text[]) = 0 or s.category = any($5::text[]))
      and s.capacity >= $7
  ) as p
  where p.units > 0 and p.base_price is not null
),

candidate as (
  select
    p.*,
    v.name as venue_name,
    v.latitude,
    v.longitude,
    p.price / $4 - 10 * case when p.rating < 0 then 350 else p.rating end
    - 5 * least(p.units, 10) as recommended,
    (round(cos(radians(v.latitude)) * cos(radians(v.longitude)) * 1073741824) - g.x) ^ 2
    + (round(cos(radians(v.latitude)) * sin(radians(v.longitude)) * 1073741824) - g.y) ^ 2
    + (round(sin(radians(v.latitude)) * 1073741824) - g.z) ^ 2 as squared_chord
  from priced as p
  inner join source.venue as v on v.city_id = $1 and p.venue_id = v.venue_id and v.active
  cross join (
    select
      round(cos(radians($9)) * cos(radians($10)) * 1073741824) as x,
      round(cos(radians($9)) * sin(radians($10)) * 1073741824) as y,
      round(sin(radians($9)) * 1073741824) as z
  ) as g
  where p.price <= $8
),

page as (
  select
    q.*,
    k.sort_key,
    k.tie_key,
    count(*) over () as total
  from candidate as q
  cross join lateral (select q.recommended as sort_key, q.space_id as tie_key) as k
  where
    2 * 6371008.8 * asin(least(1, sqrt(q.squared_chord) / 2147483648)) <= $11
    and (
      select count(*)
      from source.space_add_on as a
      where a.city_id = $1 and a.space_id = q.space_id and a.add_on = any($6::text[])
    ) = cardinality($6::text[])
  order by k.sort_key, k.tie_key
  limit $3
)

select
  p.space_id,
  p.venue_id,
  p.name,
  p.venue_name,
  p.category,
  p.capacity,
  p.units,
  p.price,
  p.rating,
  p.latitude,
  p.longitude,
  p.total,
  (
    select array_agg(a.add_on order by a.add_on)
    from source.space_add_on as a
    where a.city_id = $1 and a.space_id = p.space_id
  ) as add_ons
from page as p
order by p.sort_key, p.tie_key
