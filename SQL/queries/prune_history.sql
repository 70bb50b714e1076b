-- prune_history: removes old records of checks, of runs, and of generations without a trace.
-- $1 timestamptz before which a record is old
with old_run as (
  delete from almanac.run
  where outcome <> 'running' and started_at < $1
  returning run_id
),

old_check as (
  delete from almanac.city_check
  where run_id in (select r.run_id from old_run as r)
)

delete from almanac.generation as g
where
  g.published_at < $1
  -- While anything is left from its time, what was live then must be known to be incomplete.
  and not exists (
    select 1 from almanac.cell_live as l
    where l.city_id = g.city_id and l.from_generation <= g.generation
  )
