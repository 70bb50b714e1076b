-- roll_back_cells: makes live again what was live of some cities at a generation, as a new one for
-- each, and pins it. A city whose fence is no longer ours is left as it is and has no row in the
-- answer; cells that did not exist then stay as they are. The generation is null when all that was
-- live of the city then is live now: then it is only pinned.
-- $1 int4[] cities, $2 text[] their resources, $3 int8[] their fences, $4 uuid owner,
-- $5 int8 generation to go back to, $6 date first, $7 date last, $8 int8 run_id,
-- $9 timestamptz published_at
with fenced as materialized (
  select u.city_id
  from unnest($1::int[], $2::text[], $3::bigint[]) as u (city_id, resource, fence)
  inner join almanac.lease as l on u.resource = l.resource
  where l.owner = $4 and l.fence = u.fence
  for share of l
),

-- What was live then beside what is live now, by lookups: however long the history, a date costs
-- two. A date without a present version is one whose cell was taken away since.
target as materialized (
  select
    f.city_id,
    t.date,
    h.version,
    n.version as present
  from fenced as f
  cross join lateral (
    select
      min(l.date) as first,
      max(l.date) as last
    from almanac.cell_live as l
    where l.city_id = f.city_id and l.date between $6 and $7
  ) as b
  cross join lateral (
    select b.first + s.n as date
    from generate_series(0, b.last - b.first) as s (n)
  ) as t
  cross join lateral (
    select
      o.version,
      o.to_generation
    from almanac.cell_live as o
    where o.city_id = f.city_id and o.date = t.date and o.from_generation <= $5
    order by o.from_generation desc
    limit 1
  ) as h
  left join almanac.cell_live as n
    on f.city_id = n.city_id and t.date = n.date and n.to_generation is null
  where h.to_generation is null or h.to_generation > $5
),

moved as materialized (
  select t.*
  from target as t
  where t.version is distinct from t.present
),

numbered as materialized (
  update almanac.generation_counter as g
  set last_generation = g.last_generation + (select count(distinct m.city_id) from moved as m)
  where exists (select 1 from moved)
  returning g.last_generation as last
),

-- The last of the cities has the last number.
given as materialized (
  select
    c.city_id,
    c.dates,
    n.last - row_number() over (order by c.city_id desc) + 1 as generation
  from numbered as n
  cross join (
    select
      m.city_id,
      array_agg(m.date) as dates
    from moved as m
    group by m.city_id
  ) as c
),

closed as (
  update almanac.cell_live as l
  set to_generation = g.generation
  from given as g
  where
    l.city_id = g.city_id
    and l.date = any(g.dates)
    and l.to_generation is null
  returning 1
),

-- Counting what was closed puts the closing first: a date has one open interval.
opened as (
  insert into almanac.cell_live (city_id, date, from_generation, version)
  select
    m.city_id,
    m.date,
    g.generation,
    m.version
  from moved as m
  inner join given as g on m.city_id = g.city_id
  where (select count(*) from closed) >= 0
),

fixed as (
  select
    t.city_id,
    range_agg(daterange(t.date, t.date + 1)) as dates
  from target as t
  group by t.city_id
),

pinned as (
  insert into almanac.pin as p (city_id, generation, dates, pinned_at, run_id)
  select
    x.city_id,
    $5,
    x.dates,
    $9,
    $8
  from fixed as x
  on conflict (city_id, generation) do update
  set
    dates = p.dates + excluded.dates,
    pinned_at = excluded.pinned_at,
    run_id = excluded.run_id
),

-- What was pinned at another generation is so no more.
replaced as (
  delete from almanac.pin as p
  using fixed as x
  where p.city_id = x.city_id and p.generation <> $5 and p.dates <@ x.dates
),

shortened as (
  update almanac.pin as p
  set dates = p.dates - x.dates
  from fixed as x
  where
    p.city_id = x.city_id
    and p.generation <> $5
    and p.dates && x.dates
    and not p.dates <@ x.dates
),

-- A city that was gone from the source may have cells again.
restored as (
  update almanac.city as c
  set removed_at = null
  from given as g
  where c.city_id = g.city_id and c.removed_at is not null
),

recorded as (
  insert into almanac.generation (generation, city_id, kind, run_id, cells, published_at)
  select
    g.generation,
    g.city_id,
    'rollback',
    $8,
    cardinality(g.dates),
    $9
  from given as g
)

select
  f.city_id,
  g.generation,
  coalesce(cardinality(g.dates), 0) as moved,
  (select count(*) from target as t where t.city_id = f.city_id)::int as pinned,
  case when g.generation is not null then pg_notify('almanac_generation', g.generation::text) end
    is null as is_silent
from fenced as f
left join given as g on f.city_id = g.city_id
order by f.city_id
