-- abandon_runs: marks the runs whose process has left without a word: no lease of its is alive.
-- $1 timestamptz the present, $2 float8 seconds without a lease after which a run counts as gone
update almanac.run as r
set outcome = 'abandoned', finished_at = $1
where
  r.outcome = 'running'
  and r.started_at < $1::timestamptz - make_interval(secs => $2)
  and not exists (
    select 1 from almanac.lease as l
    where l.owner = r.process_id and l.expires_at >= clock_timestamp()
  )
