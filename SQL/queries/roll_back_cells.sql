-- roll_back_cells: makes live again what was live of a city at a generation, as a new one, and pins
-- it. Nothing happens when the fence is no longer ours; cells that did not exist then stay as they
-- are. The generation is null when all that was live then is live now: then it is only pinned.
-- $1 int4 city_id, $2 text resource, $3 uuid owner, $4 int8 fence, $5 int8 generation to go back
-- to, $6 date first, $7 date last, $8 int8 run_id, $9 timestamptz published_at
with fenced as (
  select l.fence
  from almanac.lease as l
  where l.resource = $2 and l.owner = $3 and l.fence = $4
  for share
),

-- What was live then beside what is live now, by lookups: the planner cannot know how many cells
-- there are, and a join of common table expressions would compare each with each.
target as materialized (
  select
    p.date,
    p.version as present,
    h.version
  from almanac.cell_live as p
  cross join lateral (
    select
      o.version,
      o.to_generation
    from almanac.cell_live as o
    where o.city_id = $1 and o.date = p.date and o.from_generation <= $5
    order by o.from_generation desc
    limit 1
  ) as h
  where
    exists (select 1 from fenced)
    and p.city_id = $1
    and p.date between $6 and $7
    and p.to_generation is null
    and (h.to_generation is null or h.to_generation > $5)
),

numbered as (
  update almanac.generation_counter as g
  set last_generation = g.last_generation + 1
  where exists (select 1 from target as t where t.version <> t.present)
  returning g.last_generation as generation
),

closed as (
  update almanac.cell_live as l
  set to_generation = n.generation
  from numbered as n
  where
    l.city_id = $1
    and l.date = any(array(select t.date from target as t where t.version <> t.present))
    and l.to_generation is null
  returning l.date
),

-- Counting what was closed puts the closing first: a date has one open interval.
opened as (
  insert into almanac.cell_live (city_id, date, from_generation, version)
  select
    $1,
    t.date,
    n.generation,
    t.version
  from target as t
  cross join numbered as n
  where t.version <> t.present and (select count(*) from closed) > 0
  returning date
),

pinned as (
  insert into almanac.pin (city_id, date, generation, pinned_at, run_id)
  select
    $1,
    t.date,
    $5,
    $9,
    $8
  from target as t
  on conflict (city_id, date) do update
  set
    generation = excluded.generation,
    pinned_at = excluded.pinned_at,
    run_id = excluded.run_id
  returning date
),

recorded as (
  insert into almanac.generation (generation, city_id, kind, run_id, cells, published_at)
  select
    n.generation,
    $1,
    'rollback',
    $8,
    (select count(*) from opened),
    $9
  from numbered as n
  returning generation
)

select
  (select r.generation from recorded as r) as generation,
  (select count(*)::int from opened) as moved,
  (select count(*)::int from pinned) as pinned,
  (select pg_notify('almanac_generation', r.generation::text) is null from recorded as r)
    as is_silent
