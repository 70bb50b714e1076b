-- prune_watch: forgets runs of a watch that ended well some time ago, with their checks.
-- $1 timestamptz before which a run is old
with gone as (
  delete from almanac.run
  where command = 'watch' and outcome in ('done', 'busy') and started_at < $1
  returning run_id
)

delete from almanac.city_check
where run_id in (select g.run_id from gone as g)
