-- publish_cells: moves the pointers of a city to new versions, as one generation.
-- Nothing happens when the fence is no longer ours; a date whose live version is not the one that
-- the build started from stays as it is, and is missing from the answer.
-- $1 int4 city_id, $2 text resource, $3 uuid owner, $4 int8 fence, $5 date[] dates,
-- $6 int4[] versions, $7 int4[] base versions or null, $8 text kind, $9 int8 run_id,
-- $10 timestamptz published_at
with fenced as (
  select l.fence
  from almanac.lease as l
  where l.resource = $2 and l.owner = $3 and l.fence = $4
  for share
),

numbered as (
  update almanac.generation_counter as g
  set last_generation = g.last_generation + 1
  where exists (select 1 from fenced)
  returning g.last_generation as generation
),

wanted as (
  select
    u.date,
    u.version,
    u.base_version
  from unnest($5::date[], $6::int[], $7::int[]) as u (date, version, base_version)
),

closed as (
  update almanac.cell_live as l
  set to_generation = n.generation
  from wanted as w
  cross join numbered as n
  where
    l.city_id = $1
    and l.date = w.date
    and l.to_generation is null
    and l.version = w.base_version
  returning l.date
),

opened as (
  insert into almanac.cell_live (city_id, date, from_generation, version)
  select
    $1,
    w.date,
    n.generation,
    w.version
  from wanted as w
  cross join numbered as n
  where w.base_version is null or w.date in (select c.date from closed as c)
  on conflict (city_id, date) where to_generation is null do nothing
  returning date
),

recorded as (
  insert into almanac.generation (generation, city_id, kind, run_id, cells, published_at)
  select
    n.generation,
    $1,
    $8,
    $9,
    (select count(*) from opened),
    $10
  from numbered as n
  returning generation
)

select
  r.generation,
  (select array_agg(o.date) from opened as o) as dates,
  pg_notify('almanac_generation', r.generation::text) is null as is_silent
from recorded as r
