-- count_facets: stores how many rows of some versions of a city each facet counts.
-- Rows are looked at once: grouped by all but their add-ons, several of which one sum counts at a
-- time, each in bits of its own. Store writes as many sums as the city's add-ons take in the place
-- of the one for the first add-on.
-- $1 int4 city_id, $2 int4[] versions, $3 int4 add-ons to a sum, $4 int4 bits of each
with wanted as (
  select u.version
  from unnest($2::int[]) as u (version)
),

tally as (
  select
    w.version,
    t.*
  from wanted as w
  -- A version at a time, so that the groups are few and stay at hand.
  cross join lateral (
    select
      r.category_id,
      r.capacity,
      shared.price_band(r) as price_band,
      count(*)::int as items,
      sum(r.add_ons & 1)::bigint as sum_1
    from almanac.result as r
    where r.city_id = $1 and r.version = w.version
    group by 1, 2, 3
  ) as t
),

-- By one kind of facet at a time; the row of no kind has the sums.
total as materialized (
  select
    t.version,
    t.category_id,
    shared.capacity_band(t) as capacity_band,
    t.price_band,
    sum(t.items)::int as items,
    array[sum(t.sum_1)::bigint] as sums
  from tally as t
  group by t.version, grouping sets ((2), (3), (4), ())
),

facet as (
  select
    t.version,
    coalesce(t.category_id::int, 2 << 16 | t.capacity_band, 3 << 16 | t.price_band) as facet,
    t.items
  from total as t
  union all
  select
    t.version,
    1 << 16 | ((s.place - 1) * $3 + n)::int,
    (s.items >> (n * $4) & (1::bigint << $4) - 1)::int
  from total as t
  cross join unnest(t.sums) with ordinality as s (items, place)
  cross join generate_series(0, $3 - 1) as n
  where coalesce(t.category_id::int, t.capacity_band, t.price_band) is null
)

insert into almanac.cell_facets (city_id, version, facets, items)
select
  $1,
  w.version,
  coalesce(array_agg(f.facet order by f.facet) filter (where f.items > 0), '{}'),
  coalesce(array_agg(f.items order by f.facet) filter (where f.items > 0), '{}')
from wanted as w
left join facet as f on w.version = f.version and f.facet is not null
group by w.version
on conflict (city_id, version) do nothing
