-- prune_history: removes the records of checks, runs and generations that nothing refers to.
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
  and not exists (
    select 1 from almanac.cell_live as l
    where
      l.city_id = g.city_id
      and (l.from_generation = g.generation or l.to_generation = g.generation)
  )
