-- publish_cells: moves the pointers of a city to new versions, or ends them where there is none, as
-- one generation.
-- Nothing happens when the fence is no longer ours, and nothing ends of a city that the source has
-- unless that is asked for.
-- A date that is pinned, whose live version is not the one that the build started from, or whose
-- new version is gone, stays as it is and is missing from the answer; there is none when all do.
-- $1 int4 city_id, $2 text resource, $3 uuid owner, $4 int8 fence, $5 date[] dates,
-- $6 int4[] versions or null, $7 int4[] base versions or null, $8 text kind, $9 int8 run_id,
-- $10 timestamptz published_at, $11 int8[], $12 int8[] and $13 int8[] rows added, removed and
-- changed, null where nobody has counted, $14 int4 cells held meanwhile, $15 bool whether cells end
-- of a city that the source has, too
with fenced as (
  select l.fence
  from almanac.lease as l
  where l.resource = $2 and l.owner = $3 and l.fence = $4
  for share
),

wanted as materialized (
  select u.*
  from
    unnest(
      $5::date[], $6::int[], $7::int[], $11::bigint[], $12::bigint[], $13::bigint[]
    ) as u (date, version, base_version, added, removed, changed)
  where
    not exists (select 1 from almanac.pin as p where p.city_id = $1 and p.dates @> u.date)
    and case
      when u.version is null
        then $15 or not exists (select 1 from source.city as s where s.city_id = $1)
      else exists (
        select 1 from almanac.cell as c
        where c.city_id = $1 and c.version = u.version and c.date = u.date
      )
    end
    and u.base_version is not distinct from (
      select l.version
      from almanac.cell_live as l
      where l.city_id = $1 and l.date = u.date and l.to_generation is null
    )
),

-- No number is given when nothing moves.
numbered as (
  update almanac.generation_counter as g
  set last_generation = g.last_generation + 1
  where exists (select 1 from fenced) and exists (select 1 from wanted)
  returning g.last_generation as generation
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
  where
    w.version is not null
    and (w.base_version is null or w.date in (select c.date from closed as c))
  on conflict (city_id, date) where to_generation is null do nothing
  returning date
),

moved as materialized (
  select w.*
  from wanted as w
  where
    w.date in (select o.date from opened as o)
    or (w.version is null and w.date in (select c.date from closed as c))
),

-- What was held of a date is older than what is live now.
freed as (
  delete from almanac.held_cell as h
  where h.city_id = $1 and h.date in (select m.date from moved as m)
),

recorded as (
  insert into almanac.generation (
    generation, city_id, kind, run_id, cells, published_at, held, rows_added, rows_removed,
    rows_changed
  )
  select
    n.generation,
    $1,
    $8,
    $9,
    m.cells,
    $10,
    $14,
    m.added,
    m.removed,
    m.changed
  from numbered as n
  cross join (
    select
      count(*) as cells,
      -- One unknown makes the sum unknown.
      case when count(m.added) = count(*) then sum(m.added)::bigint end as added,
      case when count(m.removed) = count(*) then sum(m.removed)::bigint end as removed,
      case when count(m.changed) = count(*) then sum(m.changed)::bigint end as changed
    from moved as m
  ) as m
  returning generation
)

select
  r.generation,
  (select array_agg(m.date) from moved as m) as dates,
  pg_notify('almanac_generation', r.generation::text) is null as is_silent
from recorded as r
