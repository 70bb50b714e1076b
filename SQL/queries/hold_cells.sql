-- hold_cells: keeps versions of a city back from publication, in the place of those held before.
-- Nothing happens when the fence is no longer ours.
-- $1 int4 city_id, $2 text resource, $3 uuid owner, $4 int8 fence, $5 date[] dates,
-- $6 int4[] versions, $7 int4[] base versions or null, $8 text[] reasons, comma-separated,
-- $9 text[] summaries, $10 float8[] excesses, $11 text[] figures as JSON,
-- $12 int8[] hashes of the gates or null, $13 timestamptz held_at, $14 int8 run_id
with fenced as (
  select l.fence
  from almanac.lease as l
  where l.resource = $2 and l.owner = $3 and l.fence = $4
  for share
)

insert into almanac.held_cell (
  city_id, date, version, base_version, reasons, summary, excess, figures, gates_hash, held_at,
  run_id
)
select
  $1,
  u.date,
  u.version,
  u.base_version,
  string_to_array(u.reasons, ','),
  u.summary,
  u.excess,
  u.figures::jsonb,
  u.gates_hash,
  $13,
  $14
from
  unnest(
    $5::date[], $6::int[], $7::int[], $8::text[], $9::text[], $10::float8[], $11::text[],
    $12::bigint[]
  ) as u (date, version, base_version, reasons, summary, excess, figures, gates_hash)
where exists (select 1 from fenced)
on conflict (city_id, date) do update
set
  version = excluded.version,
  base_version = excluded.base_version,
  reasons = excluded.reasons,
  summary = excluded.summary,
  excess = excluded.excess,
  figures = excluded.figures,
  gates_hash = excluded.gates_hash,
  held_at = excluded.held_at,
  run_id = excluded.run_id,
  discarded_at = null
