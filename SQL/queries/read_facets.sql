-- read_facets: how many items of a cell pass the filters, by category, add-on, capacity and price.
-- No row when there is no such city; else the first row tells the cell, with a null generation when
-- the date has none.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3, $5 int8, $6 int8 and $7 int8 place,
-- $8 int8 greatest squared chord, $9 text[] add-ons, $10 text[] categories,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to
with head as materialized (select * from shared.head),

asked as materialized (select * from shared.asked),

matching as materialized (
  select
    r.category_id,
    r.add_ons,
    r.capacity,
    r.price_minor
  from almanac.result as r
  where
    r.city_id = (select h.city_id from head as h)
    and r.version = (select h.version from head as h)
    and shared.passes(r)
),

-- Prices in eight bands of one width, from the lowest to the highest.
priced as materialized (
  select
    min(m.price_minor) as lowest,
    (max(m.price_minor) - min(m.price_minor)) / 8 + 1 as width
  from matching as m
),

-- Counted by the value first: what is done for each name or band is done for few of them.
tally as materialized (
  select
    m.category_id,
    m.add_ons,
    m.capacity,
    (m.price_minor - p.lowest) / p.width as price_band,
    count(*) as items
  from matching as m
  cross join priced as p
  group by grouping sets ((1), (2), (3), (4))
),

facet as (
  select
    'category' as kind,
    k.name,
    null::bigint as lower_bound,
    null::bigint as upper_bound,
    t.items
  from tally as t
  inner join almanac.category as k
    on k.city_id = (select h.city_id from head as h) and t.category_id = k.category_id
  union all
  select
    'add_on',
    a.add_on,
    null,
    null,
    c.items
  from (
    select
      b.bit,
      sum(t.items)::bigint as items
    from tally as t
    inner join almanac.add_on as b
      on
        b.city_id = (select h.city_id from head as h)
        and t.add_ons & (1::bigint << b.bit) <> 0
    group by b.bit
  ) as c
  inner join almanac.add_on as a
    on a.city_id = (select h.city_id from head as h) and c.bit = a.bit
  union all
  -- 1, 2, 3 to 4, 5 to 8, and so on: each band ends at twice the end of the one before.
  select
    'capacity',
    null,
    case when b.power = 0 then 1 else (1::bigint << (b.power - 1)) + 1 end,
    1::bigint << b.power,
    sum(t.items)::bigint
  from tally as t
  cross join lateral (
    select case when t.capacity <= 1 then 0 else ceil(log(2, t.capacity))::int end as power
  ) as b
  where t.capacity is not null
  group by b.power
  union all
  select
    'price',
    null,
    p.lowest + p.width * t.price_band,
    p.lowest + p.width * (t.price_band + 1) - 1,
    t.items
  from tally as t
  cross join priced as p
  where t.price_band is not null
)

select
  h.catalogue_version,
  h.generation,
  h.built_at,
  h.inputs_as_of,
  h.checked_as_of,
  f.kind,
  f.name,
  f.lower_bound,
  f.upper_bound,
  coalesce(f.items, (select count(*) from matching)) as items
from head as h
left join (
  select *
  from facet
  union all
  select 'total', null, null, null, null
) as f on true
order by f.kind, f.items desc, f.name, f.lower_bound
