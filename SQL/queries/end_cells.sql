-- end_cells: closes the pointers of a city's cells without opening others, as one generation.
-- Nothing happens when the fence is no longer ours; a date that is pinned, or whose live version is
-- not the one named, stays as it is, and is missing from the answer; there is none when all do.
-- $1 int4 city_id, $2 text resource, $3 uuid owner, $4 int8 fence, $5 date[] dates,
-- $6 int4[] versions, $7 text kind, $8 int8 run_id, $9 timestamptz published_at
with fenced as (
  select l.fence
  from almanac.lease as l
  where l.resource = $2 and l.owner = $3 and l.fence = $4
  for share
),

wanted as materialized (
  select
    u.date,
    u.version
  from unnest($5::date[], $6::int[]) as u (date, version)
  where
    not exists (select 1 from almanac.pin as p where p.city_id = $1 and p.date = u.date)
    and u.version = (
      select l.version
      from almanac.cell_live as l
      where l.city_id = $1 and l.date = u.date and l.to_generation is null
    )
),

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
    l.city_id = $1 and l.date = w.date and l.version = w.version and l.to_generation is null
  returning l.date, l.version
),

freed as (
  delete from almanac.held_cell as h
  where h.city_id = $1 and h.date in (select c.date from closed as c)
),

recorded as (
  insert into almanac.generation (
    generation, city_id, kind, run_id, cells, published_at, rows_added, rows_removed, rows_changed
  )
  select
    n.generation,
    $1,
    $7,
    $8,
    (select count(*) from closed),
    $9,
    0,
    (
      select coalesce(sum(e.row_count), 0)
      from closed as c
      inner join almanac.cell as e on e.city_id = $1 and c.version = e.version
    ),
    0
  from numbered as n
  returning generation
)

select
  r.generation,
  (select array_agg(c.date) from closed as c) as dates,
  pg_notify('almanac_generation', r.generation::text) is null as is_silent
from recorded as r
