-- read_facets: how many items of a cell pass the filters, by category, add-on, capacity and price.
-- Without filters what the worker has stored is the answer, and no row of results is read; where
-- nothing is stored, rows are counted.
-- No row when there is no such city; else the first row tells the cell, with a null generation when
-- the date has none.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3, $5 int8, $6 int8 and $7 int8 place,
-- $8 int8 greatest squared chord, $9 text[] add-ons, $10 text[] categories,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to,
-- $15 bool no filter
with head as materialized (select * from shared.head),

asked as materialized (select * from shared.asked),

stored as materialized (
  select
    f.facets,
    f.items
  from almanac.cell_facets as f
  where
    $15
    and f.city_id = (select h.city_id from head as h)
    and f.version = (select h.version from head as h)
),

matching as materialized (
  select
    r.category_id,
    r.add_ons,
    r.capacity,
    shared.price_band(r) as price_band
  from almanac.result as r
  where
    r.city_id = (select h.city_id from head as h)
    -- No version, no row.
    and r.version = (
      select h.version from head as h
      where not exists (select 1 from stored)
    )
    and shared.passes(r)
),

-- Counted by the value first: what is done for each name or band is done for few of them.
tally as materialized (
  select
    m.category_id,
    m.add_ons,
    m.capacity,
    m.price_band,
    count(*)::int as items
  from matching as m
  group by grouping sets ((1), (2), (3), (4))
),

-- As almanac.cell_facets numbers them.
facet as (
  select
    u.facet >> 16 as kind,
    u.facet & 65535 as place,
    u.items
  from stored as s
  cross join unnest(s.facets, s.items) as u (facet, items)
  union all
  select
    case
      when t.category_id is not null then 0
      when t.capacity is not null then 2
      else 3
    end,
    coalesce(t.category_id, shared.capacity_band(t), t.price_band),
    t.items
  from tally as t
  where t.add_ons is null
  union all
  select
    1,
    a.bit,
    t.items
  from tally as t
  inner join almanac.add_on as a
    on a.city_id = (select h.city_id from head as h) and t.add_ons & (1::bigint << a.bit) <> 0
),

counted as (
  select
    f.kind,
    f.place,
    sum(f.items)::bigint as items
  from facet as f
  group by f.kind, f.place
),

bound as materialized (select p.prices from shared.price_bounds as p (prices))

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
  f.items
from head as h
left join (
  select
    'category' as kind,
    k.name,
    null::bigint as lower_bound,
    null::bigint as upper_bound,
    c.items
  from counted as c
  inner join almanac.category as k
    on k.city_id = (select h.city_id from head as h) and c.place = k.category_id
  where c.kind = 0
  union all
  select
    'add_on',
    a.add_on,
    null,
    null,
    c.items
  from counted as c
  inner join almanac.add_on as a
    on a.city_id = (select h.city_id from head as h) and c.place = a.bit
  where c.kind = 1
  union all
  select
    'capacity',
    null,
    case when c.place = 0 then 1 else (1::bigint << (c.place - 1)) + 1 end,
    1::bigint << c.place,
    c.items
  from counted as c
  where c.kind = 2
  union all
  select
    'price',
    null,
    case when c.place = 0 then 0 else b.prices[c.place]::bigint end,
    coalesce(b.prices[c.place + 1]::bigint - 1, 9223372036854775807),
    c.items
  from counted as c
  cross join bound as b
  where c.kind = 3
  union all
  select
    'total',
    null,
    null,
    null,
    case
      when exists (select 1 from stored) then (select h.row_count from head as h)
      else (select count(*) from matching)
    end
) as f on true
order by f.kind, f.items desc, f.name, f.lower_bound
